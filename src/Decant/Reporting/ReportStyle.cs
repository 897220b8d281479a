namespace Decant.Reporting;

/// <summary>
/// The style sheet of the report. Colours of the arms are from Okabe and Ito's palette, which the colour-blind can tell apart.
/// </summary>
internal static class ReportStyle
{
    public const string Css = """
        :root { color-scheme: light dark; --paper:#fff; --panel:#f4f6f9; --ink:#1b2330; --muted:#586474; --line:#dbe1e8;
          --teacher:#0072b2; --distilled:#d55e00; --scratch:#00805d; --other:#a3508a; --good:#00704f; --bad:#b3261e; --open:#7a5a00;
          --term-1:#0072b2; --term-2:#d55e00; --term-3:#00805d; --term-4:#a3508a; --on-wrong:#000; }
        @media (prefers-color-scheme: dark) { :root { --paper:#11151b; --panel:#1a2029; --ink:#e7ebf0; --muted:#9ba7b6; --line:#303a46;
          --teacher:#56b4e9; --distilled:#f08a3c; --scratch:#35c99a; --other:#df9cc9; --good:#4fd6a6; --bad:#ff8a80; --open:#e9c15b;
          --term-1:#56b4e9; --term-2:#f08a3c; --term-3:#35c99a; --term-4:#df9cc9; --on-wrong:#11151b; } }
        * { box-sizing: border-box; }
        html { -webkit-text-size-adjust: 100%; }
        body { margin: 0 auto; max-width: 1120px; padding: 2.5rem 1.5rem 4rem; background: var(--paper); color: var(--ink);
          font: 16px/1.55 system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", "Liberation Sans", sans-serif; }
        h1 { font-size: 2.3rem; line-height: 1.15; margin: 0 0 1.2rem; letter-spacing: -.02em; overflow-wrap: anywhere; }
        h2 { font-size: 1.35rem; line-height: 1.25; margin: 3rem 0 .8rem; padding-top: 1.1rem; border-top: 1px solid var(--line); letter-spacing: -.01em; }
        h3 { font-size: .95rem; margin: 0 0 .5rem; }
        p { margin: 0 0 .6rem; }
        .eyebrow { color: var(--muted); font-size: .85rem; letter-spacing: .03em; margin: 0 0 .3rem; }
        .note { color: var(--muted); font-size: .92rem; max-width: 70ch; }
        .verdict { border-left: 5px solid var(--tone); background: var(--panel); border-radius: 0 8px 8px 0; padding: 1rem 1.3rem .6rem; font-size: 1.08rem; }
        .verdict p { max-width: 75ch; }
        .verdict .badge { color: var(--tone); font-weight: 650; font-size: 1.2rem; }
        .good { --tone: var(--good); } .bad { --tone: var(--bad); } .open { --tone: var(--open); }
        .warnings { border-left: 5px solid var(--open); background: var(--panel); border-radius: 0 8px 8px 0; padding: .8rem 1.3rem; margin-top: .8rem; }
        .warnings .badge { color: var(--open); font-weight: 650; margin: 0 0 .3rem; } .warnings ul { margin: 0; padding-left: 1.2rem; max-width: 80ch; } .warnings li { margin-bottom: .35rem; overflow-wrap: anywhere; }
        summary { cursor: pointer; font-weight: 600; font-size: .95rem; margin: 1rem 0 .6rem; }
        .tiles { display: grid; grid-template-columns: repeat(auto-fit, minmax(190px, 1fr)); gap: .8rem; list-style: none; margin: 1.2rem 0 0; padding: 0; }
        .tiles li { border: 1px solid var(--line); border-radius: 8px; padding: .8rem 1rem; }
        .tiles b { display: block; font-size: 1.75rem; line-height: 1.2; letter-spacing: -.02em; font-variant-numeric: tabular-nums; }
        .tiles span { color: var(--muted); font-size: .88rem; line-height: 1.35; display: block; }
        .columns { display: grid; grid-template-columns: minmax(0, 1fr) minmax(0, 1.15fr); gap: 1.5rem 2.5rem; align-items: start; }
        .columns.wide-left { grid-template-columns: minmax(0, 1.5fr) minmax(0, 1fr); }
        .charts { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 420px), 1fr)); gap: 1.8rem 2.5rem; margin-bottom: 1.5rem; }
        .facts, .meanings { margin: 0; }
        .facts div { display: grid; grid-template-columns: 8.2rem minmax(0, 1fr); padding: .3rem 0; border-bottom: 1px solid var(--line); font-size: .92rem; }
        dt { color: var(--muted); } dd { margin: 0; overflow-wrap: anywhere; }
        .meanings { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 320px), 1fr)); gap: .9rem 2.5rem; font-size: .92rem; }
        .meanings dt { color: var(--ink); font-weight: 600; } .meanings dd { color: var(--muted); }
        pre { margin: 0; padding: .9rem 1rem; background: var(--panel); border-radius: 8px; white-space: pre-wrap; overflow-wrap: anywhere; }
        pre, code { font: .82rem/1.55 ui-monospace, SFMono-Regular, Menlo, Consolas, "Liberation Mono", monospace; }
        .scroll { overflow-x: auto; }
        table { border-collapse: collapse; font-size: .92rem; font-variant-numeric: tabular-nums; }
        th, td { padding: .42rem 1.7rem .42rem 0; text-align: left; border-bottom: 1px solid var(--line); vertical-align: top; }
        th { font-weight: 500; } thead th { font-weight: 650; vertical-align: bottom; }
        thead small { display: block; color: var(--muted); font-weight: 400; font-size: .8rem; }
        .number { text-align: right; white-space: nowrap; } .comparison { width: 100%; } .comparison td { white-space: nowrap; }
        .comparison tbody tr:first-child { font-weight: 700; } .comparison tbody tr:first-child th { font-weight: 700; }
        .key { display: inline-block; width: .7em; height: .7em; border-radius: 2px; background: var(--c); margin-right: .45em; }
        figure { margin: 0; min-width: 0; } .comparison + figure, .scroll + figure, .scroll + .charts { margin-top: 1.8rem; }
        .scroll + h3, pre + h3 { margin-top: 1.4rem; } .scroll + p { margin-top: 1rem; } .scroll + figcaption { margin-top: .6rem; } figcaption { color: var(--muted); font-size: .88rem; line-height: 1.4; margin: 0 0 .6rem; } figcaption b { color: var(--ink); }
        .chart { display: block; width: 100%; height: auto; }
        .confusions { padding-left: 1.3rem; margin: 0; font-size: .95rem; } .confusions li { margin-bottom: .45rem; overflow-wrap: anywhere; }
        footer { margin-top: 3rem; padding-top: 1rem; border-top: 1px solid var(--line); color: var(--muted); font-size: .85rem; }
        .teacher { --c: var(--teacher); } .distilled { --c: var(--distilled); } .scratch { --c: var(--scratch); } .other { --c: var(--other); } .total { --c: var(--ink); }
        .term-1 { --c: var(--term-1); } .term-2 { --c: var(--term-2); } .term-3 { --c: var(--term-3); } .term-4 { --c: var(--term-4); }
        svg text { fill: var(--ink); font-size: 12px; font-family: inherit; } svg .tick, svg .label { fill: var(--muted); }
        svg .cell { font-size: 12px; font-variant-numeric: tabular-nums; } svg .on-wrong { fill: var(--on-wrong); } svg .value { font-variant-numeric: tabular-nums; }
        .axis { fill: none; stroke: var(--muted); } .grid { stroke: var(--line); } .frame { fill: none; stroke: var(--line); }
        .line { fill: none; stroke: var(--c); stroke-width: 2.4; stroke-linejoin: round; } .faint { stroke-width: 1; opacity: .45; }
        .bar { fill: var(--c); } .dot { fill: var(--c); } .seed { fill: var(--paper); stroke: var(--ink); stroke-width: 1.4; }
        .class-0 { --c: #d8dde3; } .class-1 { --c: #0072b2; } .class-2 { --c: #e69f00; } .class-3 { --c: #009e73; } .class-4 { --c: #cc79a7; } .class-5 { --c: #d55e00; } .class-6 { --c: #56b4e9; } .class-7 { --c: #f0e442; }
        .class-none { fill: #6d7884; } path[class^="class-"]:not(.class-none) { fill: var(--c); } rect.box { fill: none; stroke: var(--c); stroke-width: 3; } .legend span { margin-right: 1.1rem; white-space: nowrap; } .pictures td { min-width: 112px; }
        .right { fill: var(--teacher); } .wrong { fill: var(--distilled); }
        @media (max-width: 720px) { body { padding: 1.3rem 1rem 3rem; font-size: 15px; } h1 { font-size: 1.8rem; } .columns, .columns.wide-left { grid-template-columns: minmax(0, 1fr); }
          .tiles { grid-template-columns: 1fr 1fr; } .tiles b { font-size: 1.4rem; } .facts div { grid-template-columns: 6.8rem minmax(0, 1fr); } table { font-size: .85rem; } th, td { padding-right: 1rem; }
          .comparison { table-layout: fixed; } .comparison th, .comparison td { padding-right: .5rem; white-space: normal; overflow-wrap: anywhere; hyphens: auto; } tbody th { white-space: nowrap; } }
        @media print { details::details-content { content-visibility:visible; height:auto; }
        :root { --paper:#fff; --panel:#f4f6f9; --ink:#000; --muted:#444; --line:#ccc; --on-wrong:#000; --teacher:#0072b2; --distilled:#d55e00; --scratch:#00805d; --other:#a3508a;
            --good:#00704f; --bad:#b3261e; --open:#7a5a00; --term-1:#0072b2; --term-2:#d55e00; --term-3:#00805d; --term-4:#a3508a; }
          html { font-size: 11.5px; } body { padding: 0; font-size: 1rem; max-width: none; print-color-adjust: exact; -webkit-print-color-adjust: exact; } figure, tr, .tiles li, .verdict, .meanings div { break-inside: avoid; } h2, h3, .note { break-after: avoid; } h2 { margin-top: 1.8rem; } .charts { grid-template-columns: 1fr 1fr; } tbody th { white-space: nowrap; }
          .scroll { overflow: visible; } }
        """;
}
