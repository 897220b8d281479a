using System.Runtime.CompilerServices;
using System.Text.Json;
using Decant.Losses;

namespace Decant.Tests.Losses.Hints;

/// <summary>A loss of hidden values on the arrays of <c>PyTorch/hints.py</c>, with what PyTorch made of them.</summary>
/// <param name="Name">The case's name there.</param>
/// <param name="Loss">The loss; its values are called as in the arrays.</param>
internal sealed record HintLossCase(string Name, DistillationLoss Loss)
{
    private static readonly JsonElement s_results = JsonDocument
        .Parse(File.ReadAllText(Path.Combine(Folder(), "PyTorch", "hints.json")))
        .RootElement;

    private JsonElement Result => s_results.GetProperty(Name);

    /// <summary>The value in PyTorch.</summary>
    public double Value => Result.GetProperty("value").GetDouble();

    /// <summary>The derivatives in PyTorch, by the student's values and the term's own parameters.</summary>
    public Dictionary<string, double[]> Gradients =>
        Result.GetProperty("gradients").EnumerateObject().ToDictionary(array => array.Name, array => Numbers(array.Value));

    /// <summary>The arrays; the logits, which no hint reads, are zeros.</summary>
    public Dictionary<string, LossArray> Inputs =>
        new(
            Result
                .GetProperty("inputs")
                .EnumerateObject()
                .Select(array =>
                    KeyValuePair.Create(
                        array.Name,
                        new LossArray(
                            Numbers(array.Value.GetProperty("numbers")),
                            [.. array.Value.GetProperty("shape").EnumerateArray().Select(size => size.GetInt32())]
                        )
                    )
                )
        )
        {
            ["student"] = new double[3, 2],
        };

    /// <summary>Names of the arrays by which the loss is differentiated.</summary>
    public IEnumerable<string> Variables =>
        Inputs.Keys.Where(name => name != "student" && !name.StartsWith("teacher/", StringComparison.Ordinal));

    /// <summary>Whether the loss trains something of its own, such as a projection.</summary>
    public bool HasWeights => Variables.Any(name => !name.StartsWith("student/", StringComparison.Ordinal));

    private static double[] Numbers(JsonElement list) => [.. list.EnumerateArray().Select(number => number.GetDouble())];

    private static string Folder([CallerFilePath] string here = "") => Path.GetDirectoryName(here)!;
}
