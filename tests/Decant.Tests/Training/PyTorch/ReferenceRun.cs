using System.Runtime.CompilerServices;
using System.Text.Json;

namespace Decant.Tests.Training.PyTorch;

/// <summary>What one run of <c>reference_runs.py</c> gave.</summary>
/// <param name="Loss">The weighted sum at every step.</param>
/// <param name="Terms">Every term at every step, before its weight.</param>
/// <param name="Tensors">Of every parameter and running statistic at the end: sum, sum of squares, and the entries at 0, n/3, n/2 and n −
/// 1.</param>
internal sealed record ReferenceRun(double[] Loss, double[][] Terms, Dictionary<string, double[]> Tensors)
{
    private static readonly Dictionary<string, ReferenceRun> s_all = Load();

    /// <summary>The run of a name.</summary>
    public static ReferenceRun Of(string name) => s_all[name];

    /// <summary>The same facts of a tensor as <see cref="Tensors"/> holds.</summary>
    public static double[] Facts(double[] numbers) =>
        [
            numbers.Sum(),
            numbers.Sum(number => number * number),
            numbers[0],
            numbers[numbers.Length / 3],
            numbers[numbers.Length / 2],
            numbers[^1],
        ];

    private static Dictionary<string, ReferenceRun> Load([CallerFilePath] string here = "") =>
        JsonSerializer.Deserialize<Dictionary<string, ReferenceRun>>(
            File.ReadAllText(Path.Combine(Path.GetDirectoryName(here)!, "reference-runs.json")),
            JsonSerializerOptions.Web
        )!;
}
