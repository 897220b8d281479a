using Decant.Engine.Graphs;
using Decant.Pipeline;
using Decant.Tests.Shared;

namespace Decant.Tests.Structure;

/// <summary>The rules of docs/architecture.md, read from the compiled assemblies.</summary>
public class DependencyTests
{
    private static readonly IReadOnlyDictionary<(string From, string To), string> s_engine = TypeUse.Of(typeof(Graph).Assembly);
    private static readonly IReadOnlyDictionary<(string From, string To), string> s_decant = TypeUse.Of(typeof(Distillation).Assembly);

    [Theory]
    [InlineData("Decant.Engine.Graphs", "Operators", "Gradients", "Passes", "Execution", "Kernels", "Onnx")]
    [InlineData("Decant.Engine.Operators", "Gradients", "Passes", "Execution", "Kernels", "Onnx")]
    [InlineData("Decant.Engine.Gradients", "Passes", "Execution", "Kernels", "Onnx")]
    [InlineData("Decant.Engine.Passes", "Execution", "Kernels", "Onnx")]
    [InlineData("Decant.Engine.Execution", "Onnx")]
    [InlineData("Decant.Engine.Kernels", "Operators", "Gradients", "Passes", "Execution", "Onnx")]
    [InlineData("Decant.Engine.Randomness", "Graphs", "Operators", "Gradients", "Passes", "Execution", "Kernels", "Onnx")]
    [InlineData("Decant.Engine.Onnx", "Gradients", "Passes", "Execution", "Kernels")]
    public void An_engine_folder_uses_only_what_stands_before_it(string folder, params string[] forbidden) =>
        MustNotUse(s_engine, folder, [.. forbidden.Select(name => $"Decant.Engine.{name}")]);

    [Fact]
    public void Kernels_see_of_graphs_nothing_but_element_types()
    {
        var seen = TypeUse.Between(typeof(Graph).Assembly, "Decant.Engine.Kernels", "Decant.Engine.Graphs");
        Assert.All(seen, type => Assert.True(type == typeof(ElementType) || type == typeof(ElementTypes) || type == typeof(Tensor), $"A kernel uses {type}."));
    }

    [Theory]
    [InlineData("Decant.Losses", "Data", "Training", "Teachers", "Recipes", "Pipeline", "Evaluation", "Reporting")]
    [InlineData("Decant.Data", "Students", "Teachers", "Losses", "Training", "Evaluation", "Recipes", "Pipeline", "Reporting")]
    [InlineData("Decant.Students", "Data", "Teachers", "Losses", "Training", "Evaluation", "Recipes", "Pipeline", "Reporting")]
    [InlineData("Decant.Teachers", "Losses", "Training", "Recipes", "Pipeline", "Reporting")]
    [InlineData("Decant.SoftTargets", "Teachers", "Losses", "Training", "Recipes", "Pipeline", "Reporting")]
    [InlineData("Decant.Training", "Recipes", "Pipeline", "Evidence", "Reporting")]
    [InlineData("Decant.Evaluation", "Losses", "Training", "Recipes", "Pipeline", "Evidence", "Reporting")]
    [InlineData("Decant.Runs", "Data", "Students", "Teachers", "Losses", "Training", "Evaluation", "Recipes", "Pipeline", "Evidence", "Reporting")]
    [InlineData("Decant.Evidence", "Data", "Students", "Teachers", "Losses", "Training", "Recipes", "Pipeline", "Reporting")]
    [InlineData("Decant.Reporting", "Data", "Students", "Teachers", "Losses", "Training", "Evaluation", "Recipes", "Pipeline")]
    public void A_pipeline_folder_does_not_reach_back(string folder, params string[] forbidden) =>
        MustNotUse(s_decant, folder, [.. forbidden.Select(name => $"Decant.{name}")]);

    [Fact]
    public void The_libraries_never_touch_the_console_or_environment_variables()
    {
        foreach (var assembly in new[] { typeof(Graph).Assembly, typeof(Distillation).Assembly })
        {
            Assert.DoesNotContain(typeof(Console), TypeUse.Between(assembly, "Decant", "System"));
        }
    }

    [Fact]
    public void No_folder_has_a_name_that_says_nothing()
    {
        string[] empty = ["Utils", "Util", "Common", "Helpers", "Helper", "Misc", "Manager", "Managers"];
        var names = new[] { typeof(Graph).Assembly, typeof(Distillation).Assembly }.SelectMany(assembly => assembly.GetTypes())
            .SelectMany(type => (type.Namespace ?? "").Split('.')).Distinct();
        Assert.Empty(names.Intersect(empty));
    }

    private static void MustNotUse(IReadOnlyDictionary<(string From, string To), string> uses, string folder, string[] forbidden)
    {
        var broken = uses.Where(use => In(use.Key.From, folder) && forbidden.Any(name => In(use.Key.To, name))).Select(use => use.Value);
        Assert.Empty(broken);
    }

    private static bool In(string name, string folder) => name == folder || name.StartsWith(folder + ".", StringComparison.Ordinal);
}
