/// An environment, of which nothing but its being there is wanted.
struct EnvironmentObject: WireObject {}
