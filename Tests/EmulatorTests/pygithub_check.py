# pygithub
