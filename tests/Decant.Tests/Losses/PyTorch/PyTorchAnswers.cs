using System.Runtime.CompilerServices;
using System.Text.Json;

namespace Decant.Tests.Losses.PyTorch;

/// <summary>One answer of <c>answer_losses.py</c>.</summary>
/// <param name="Value">The loss.</param>
/// <param name="Gradient">Its derivative by the student's logits: all elements, or those at <paramref name="Places"/>.</param>
/// <param name="Places">Where the largest elements of a long gradient are; empty where all are there.</param>
/// <param name="AbsoluteSum">Σ|g| of a long gradient.</param>
/// <param name="Norm">√Σg² of a long gradient.</param>
internal sealed record PyTorchAnswers(double Value, double[] Gradient, int[] Places, double AbsoluteSum, double Norm)
{
    private static readonly Dictionary<string, JsonElement> s_all = Read();

    /// <summary>The cases that were asked about.</summary>
    public static IEnumerable<string> Names => s_all.Keys;

    /// <summary>The answer to a case on inputs, <c>golden</c>, <c>two</c> or <c>many</c>; null where that was not asked.</summary>
    public static PyTorchAnswers? Of(string name, string inputs) =>
        !s_all[name].TryGetProperty(inputs, out var answer)
            ? null
            : new(
                answer.GetProperty("value").GetDouble(),
                answer.GetProperty("gradient").Deserialize<double[]>()!,
                answer.TryGetProperty("places", out var places) ? places.Deserialize<int[]>()! : [],
                answer.TryGetProperty("absolute-sum", out var sum) ? sum.GetDouble() : 0,
                answer.TryGetProperty("norm", out var norm) ? norm.GetDouble() : 0
            );

    private static Dictionary<string, JsonElement> Read([CallerFilePath] string here = "") =>
        JsonSerializer.Deserialize<Dictionary<string, JsonElement>>(
            File.ReadAllText(Path.Combine(Path.GetDirectoryName(here)!, "answer-losses.json"))
        )!;
}
