using System.Globalization;
using Decant.Reporting.Snippets;
using Decant.Runs;

namespace Decant.Reporting.Sections;

/// <summary>How to call the ONNX file that the run made.</summary>
internal static class UsageSection
{
    public static Markup Of(Run run) =>
        Subject.Of(run).Seeds[0].Model is var model && ModelUse.Of(model, run.Data) is { } use
            ? Markup.Of(
                $"""
                <section id="usage"><h2>Use the model</h2>
                <p><code>{use.File}</code> is a standard ONNX file: any ONNX runtime loads it, in any language. Preprocessing is inside; names, recipe and versions are in its metadata. {Positions(
                    run
                )}</p>
                <div class="scroll" tabindex="0"><table>
                <thead><tr><th scope="col"></th><th scope="col">Name</th><th scope="col">Type</th><th scope="col">Shape</th><th scope="col">Numbers</th></tr></thead>
                <tbody>{Markup.Each(model.Inputs, port => Port("input", port))}{Markup.Each(model.Outputs, port =>
                    Port("output", port)
                )}</tbody>
                </table></div>
                <h3>From C#</h3>
                <pre tabindex="0">{CSharpSnippet.Of(use)}</pre>
                <h3>From Python</h3>
                <pre tabindex="0">{PythonSnippet.Of(use)}</pre>
                <h3>From JavaScript</h3>
                <pre tabindex="0">{JavaScriptSnippet.Of(use)}</pre>
                </section>
                """
            )
            : Markup.Empty;

    private static Markup Port(string kind, ModelPort port) =>
        Markup.Of(
            $"""
            <tr><td>{kind}</td><th scope="row"><code>{port.Name}</code></th><td>{port.ElementType}</td><td><code>[{string.Join(
                ", ",
                port.Shape
            )}]</code></td><td>{port.Meaning}</td></tr>
            """
        );

    private static string Positions(Run run) =>
        Subject.Of(run).Seeds[0].Test.Tables.Count > 0 && run.Data.Targets.Count == 0
            ? "Output positions are the indices of the table above."
        : run.Data.Targets.Concat(run.Data.Targets.Count == 0 ? run.Data.Classes : []).ToArray() is { Length: > 0 } names
            ? $"Output positions: "
                + $"{string.Join(", ", names.Take(20).Select((name, c) => $"{c.ToString(CultureInfo.InvariantCulture)} {name}"))}{(names.Length > 20 ? ", …" : "")}."
        : "";
}
