using System.Globalization;
using Decant.Runs;

namespace Decant.Reporting.Sections;

/// <summary>How to call the ONNX file that the run made.</summary>
internal static class UsageSection
{
    public static Markup Of(Run run)
    {
        var model = Subject.Of(run).Seeds[0].Model;
        return model is not { File: { } file, Inputs: [var input, ..], Outputs: [_, ..] }
            ? Markup.Empty
            : Markup.Of(
                $"""
                <section id="usage"><h2>Use the model</h2>
                <p><code>{file}</code> is a standard ONNX file: any ONNX runtime loads it, in any language. Preprocessing is inside; names, recipe and versions are in its metadata. {Positions(
                    run
                )}</p>
                <div class="scroll" tabindex="0"><table>
                <thead><tr><th scope="col"></th><th scope="col">Name</th><th scope="col">Type</th><th scope="col">Shape</th><th scope="col">Numbers</th></tr></thead>
                <tbody>{Markup.Each(model.Inputs, port => Port("input", port))}{Markup.Each(model.Outputs, port =>
                    Port("output", port)
                )}</tbody>
                </table></div>
                <h3>From C#</h3>
                <pre tabindex="0">{(
                    run.Data.Table is { } table
                        ? TableUsage.Snippet(file, input, Answer(model), table)
                        : Snippet(file, model, Answer(model), run)
                )}</pre>
                </section>
                """
            );
    }

    private static Markup Port(string kind, ModelPort port) =>
        Markup.Of(
            $"""
            <tr><td>{kind}</td><th scope="row"><code>{port.Name}</code></th><td>{port.ElementType}</td><td><code>[{string.Join(
                ", ",
                port.Shape
            )}]</code></td><td>{port.Meaning}</td></tr>
            """
        );

    private static ModelPort Answer(ModelFacts model) =>
        model.Outputs.FirstOrDefault(port => port.Name is "probabilities" or "prediction") ?? model.Outputs[0];

    private static string Positions(Run run) =>
        Subject.Of(run).Seeds[0].Test.Tables.Count > 0 && run.Data.Targets.Count == 0
            ? "Output positions are the indices of the table above."
        : run.Data.Targets.Concat(run.Data.Targets.Count == 0 ? run.Data.Classes : []).ToArray() is { Length: > 0 } names
            ? $"Output positions: "
                + $"{string.Join(", ", names.Take(20).Select((name, c) => $"{c.ToString(CultureInfo.InvariantCulture)} {name}"))}{(names.Length > 20 ? ", …" : "")}."
        : "";

    private static string Snippet(string file, ModelFacts model, ModelPort answer, Run run) =>
        $"""
            using Microsoft.ML.OnnxRuntime;
            using Microsoft.ML.OnnxRuntime.Tensors;

            using var session = new InferenceSession("{file}");
            {Given(model.Inputs)}
            var {answer.Name} = results.First(result => result.Name == "{answer.Name}").AsEnumerable<float>().ToArray();
            {Reading(run, answer.Name)}
            """;

    private static string Given(IReadOnlyList<ModelPort> inputs) =>
        inputs is [var input]
            ? $"""
                var input = {Tensor(input)}; // {input.Meaning}
                using var results = session.Run([NamedOnnxValue.CreateFromTensor("{input.Name}", input)]);
                """
            : $"""
                using var results = session.Run(
                [
                {string.Join(
                    "\n",
                    inputs.Select(port => $"    NamedOnnxValue.CreateFromTensor(\"{port.Name}\", {Tensor(port)}), // {port.Meaning}")
                )}
                ]);
                """;

    private static string Tensor(ModelPort input) =>
        $"new DenseTensor<{(input.ElementType == "int64" ? "long" : "float")}>([{string.Join(", ", OneSample(input))}])";

    private static string Reading(Run run, string answer) =>
        Subject.Of(run).Seeds[0].Model.Reading.Replace(ModelFacts.Answer, answer, StringComparison.Ordinal);

    // A letter is a size that the caller chooses: one sample.
    private static IEnumerable<string> OneSample(ModelPort input) => input.Shape.Select(size => size.All(char.IsAsciiDigit) ? size : "1");
}
