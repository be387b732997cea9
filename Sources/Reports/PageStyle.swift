/// The page's style sheet.
let pageStyle = """

  :root { color-scheme: light dark; --ground: #fff; --text: #1f2328; --dim: #59636e; --line: #d1d9e0; --head: #f6f8fa;
    --finding: #cf222e; --link: #0969da;
    --o: #ddf4ff; --o1: #b6e3ff; --o2: #80ccff; --r: #dafbe1; --r1: #aceebb; --r2: #6fdd8b;
    --e: #fbefff; --e1: #ecd8ff; --e2: #d8b9ff; --gone: #ffebe9; }
  @media (prefers-color-scheme: dark) {
    :root { --ground: #0d1117; --text: #f0f6fc; --dim: #9198a1; --line: #3d444d; --head: #151b23;
      --finding: #ff7b72; --link: #4493f8;
      --o: #10243e; --o1: #0c2d6b; --o2: #0d419d; --r: #0f2a1a; --r1: #033a16; --r2: #0a5425;
      --e: #271d42; --e1: #3c1e70; --e2: #553098; --gone: #3c1618; }
  }
  * { box-sizing: border-box; }
  body { margin: 1rem; background: var(--ground); color: var(--text); font: 14px/1.45 system-ui, sans-serif; }
  h1 { font-size: 1.35rem; margin: 0 0 .25rem; overflow-wrap: anywhere; }
  h2 { font-size: 1.1rem; margin: 1.5rem 0 .5rem; }
  p { margin: 0 0 .75rem; max-width: 60rem; }
  a { color: var(--link); }
  small, .legend { color: var(--dim); }
  .legend { display: flex; flex-wrap: wrap; gap: .3rem 1.1rem; margin: 0 0 .75rem; padding: 0; list-style: none;
    font-size: 12px; }
  .key { display: inline-block; min-width: 2.2em; padding: 0 .35em; border: 1px solid var(--line); border-radius: 3px;
    color: var(--text); text-align: center; }
  form { display: flex; flex-wrap: wrap; gap: .5rem 1rem; align-items: center; margin: 0 0 .75rem; }
  form[hidden] { display: none; }
  input, select { font: inherit; max-width: 16rem; }
  output { color: var(--dim); }
  .scroll { overflow: auto; max-height: 85vh; border: 1px solid var(--line); border-radius: 6px; }
  table { border-collapse: separate; border-spacing: 0; }
  #matrix, #matrix thead, #matrix tbody { display: block; }
  #matrix { width: max-content; font-variant-numeric: tabular-nums; }
  #matrix tr { display: flex; }
  #matrix tbody tr { content-visibility: auto; contain-intrinsic-height: auto 1.75rem; }
  #matrix th, #matrix td { flex: none; width: 4.6rem; border: 0 solid var(--line); border-width: 0 1px 1px 0; }
  #matrix td { min-height: 1.7rem; padding: .25rem .2rem 0; overflow: hidden; color: var(--dim); font-size: 12px;
    text-align: center; white-space: nowrap; }
  #matrix th { background: var(--head); font-weight: 600; unicode-bidi: isolate; }
  #matrix thead { position: sticky; top: 0; z-index: 2; }
  #matrix thead th { display: flex; align-items: end; justify-content: center; padding: .4rem 0; }
  #matrix thead div { max-height: 14rem; overflow: hidden; font-size: 12px; text-overflow: ellipsis;
    transform: rotate(180deg); white-space: nowrap; writing-mode: vertical-rl; }
  #matrix tr > :first-child { position: sticky; left: 0; z-index: 1; justify-content: start; width: min(20rem, 42vw);
    padding: .2rem .6rem; overflow-wrap: anywhere; text-align: left; }
  #matrix tr > .env { padding-left: 1.6rem; font-weight: 400; }
  #matrix tbody tr:hover th { background: var(--line); }
  #matrix .o, #matrix .r, #matrix .e, #matrix .f { color: var(--text); }
  .o { background: var(--o); } .o.a1 { background: var(--o1); } .o.a2 { background: var(--o2); }
  .r { background: var(--r); } .r.a1 { background: var(--r1); } .r.a2 { background: var(--r2); }
  .e { background: var(--e); } .e.a1 { background: var(--e1); } .e.a2 { background: var(--e2); }
  .i { box-shadow: inset 0 -3px var(--e2); }
  .m { background: var(--gone); }
  #matrix .f, .key.f { box-shadow: inset 0 0 0 2px var(--finding); font-weight: 600; }
  .list { width: 100%; border: 1px solid var(--line); border-radius: 6px; }
  .list th, .list td { padding: .3rem .6rem; border-bottom: 1px solid var(--line); overflow-wrap: anywhere;
    text-align: left; vertical-align: top; }
  .list tr:last-child td { border-bottom: 0; }
  .list th { background: var(--head); }
  [hidden], #matrix [hidden] { display: none; }
  @media (max-width: 40rem) {
    body { margin: .5rem; }
    .list, .list tbody, .list tr, .list td { display: block; width: auto; }
    .list thead { display: none; }
    .list td { border-bottom: 0; padding: .1rem .6rem; }
    .list tr { padding: .3rem 0; border-bottom: 1px solid var(--line); }
  }
  @media print {
    @page { size: landscape; margin: 1cm; }
    body { margin: 0; font-size: 10px; print-color-adjust: exact; -webkit-print-color-adjust: exact; }
    form { display: none; }
    .scroll { max-height: none; overflow: visible; border: 0; }
    #matrix thead, #matrix tr > :first-child { position: static; }
    #matrix tbody tr { break-inside: avoid; content-visibility: visible; }
  }

  """

/// The SHA-256 of the style sheet in base64, for the content security policy.
let pageStyleDigest = "0TWowyELJ1Mmgc61Ft3RdWPEw6rAE2BnySRjxfRTQO0="
