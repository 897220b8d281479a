using Decant.Engine.Graphs;
using Decant.Tests.Shared;

namespace Decant.Engine.Tests.Architecture;

/// <summary>Folders of the engine that use each other; a folder and one inside it are a pair like any other.</summary>
public sealed class EngineCirclesTests
{
    private const string Formulas =
        "A formula is written in the lanes and interfaces of the kernels, and some kernels apply one formula of their own.";
    private const string Catalogue = "The catalogue in the folder names its entries; an entry builds on what all of them share.";

    // Every pair that uses each other, with the reason why it is left so.
    private static readonly Dictionary<(string One, string Other), string> s_reasons = new()
    {
        [("Kernels.Managed", "Kernels.Managed.Formulas")] = Formulas,
        [("Kernels.Reference", "Kernels.Reference.Formulas")] = Formulas,
        [("Onnx", "Onnx.Translations")] = Catalogue,
        [("Onnx.Translations", "Onnx.Translations.OnnxRuntime")] = Catalogue,
        [("Weights", "Weights.PyTorch")] = Catalogue,
        [("Weights", "Weights.Safetensors")] = Catalogue,
    };

    [Fact]
    public void Two_folders_that_use_each_other_have_a_reason() =>
        Assert.Empty(
            FolderCircles
                .Pairs(typeof(Graph).Assembly)
                .Where(pair => !s_reasons.ContainsKey((Short(pair.Key.One), Short(pair.Key.Other))))
                .Select(pair => pair.Value)
        );

    [Fact]
    public void No_other_folders_form_a_circle() =>
        Assert.Empty(FolderCircles.Groups(typeof(Graph).Assembly, [.. s_reasons.Keys.SelectMany(BothWays)]));

    private static string Short(string folder) => folder["Decant.Engine.".Length..];

    private static IEnumerable<(string From, string To)> BothWays((string One, string Other) pair) =>
        [($"Decant.Engine.{pair.One}", $"Decant.Engine.{pair.Other}"), ($"Decant.Engine.{pair.Other}", $"Decant.Engine.{pair.One}")];
}
