using Decant.Pipeline;
using Decant.Tests.Shared;

namespace Decant.Tests.Structure;

/// <summary>Folders of the pipeline that use each other; a folder and one inside it are a pair like any other.</summary>
public sealed class CirclesTests
{
    private const string Catalogue = "The catalogue in the folder names its entries; an entry builds on what all of them share.";
    private const string TaskJoins = "A task joins head, losses and metrics, and each of these asks the task that it is given.";

    // Every pair that uses each other, with the reason why it is left so.
    private static readonly Dictionary<(string One, string Other), string> s_reasons = new()
    {
        [("Losses", "Losses.Hints")] = Catalogue,
        [("Tasks", "Tasks.Classes")] = Catalogue,
        [("Tasks", "Tasks.Detection")] = Catalogue,
        [("Tasks", "Tasks.Embeddings")] = Catalogue,
        [("Tasks", "Tasks.Labels")] = Catalogue,
        [("Tasks", "Tasks.Numbers")] = Catalogue,
        [("Tasks", "Tasks.Segmentation")] = Catalogue,
        [("Tasks", "Tasks.Tokens")] = Catalogue,
        [("Evaluation", "Tasks")] = TaskJoins,
        [("Losses", "Tasks")] = TaskJoins,
        [("Students", "Tasks")] = TaskJoins,
        [("Students", "Students.Texts")] = Catalogue,
        [("Students", "Students.Weights")] =
            "An architecture states the names that other programs give its weights; weights are put onto an architecture.",
        [("Reporting", "Reporting.Sections")] = "The page lists its sections; a section writes with the page's markup.",
        [("Pipeline", "Pipeline.Progress")] = "A run without an observer shows its lines itself; a display is an observer.",
        [("Training", "Training.Optimizers")] = "A block of parameters is given to its optimizer; an optimizer changes a block.",
        [("Data", "Data.Fields")] = "A data set has a schema; a field of it may be one of the data's target sets.",
        [("Data", "Data.Sources")] = "Images that stay in their files are decoded by the reader of their source when a batch needs them.",
        [("Data", "Data.Images")] = "The overview of a data set shows a sheet of its pictures.",
        [("Data.Images", "Data.Sources")] =
            "An image's file may lie inside an archive, which is a source's business; a source of images decodes them.",
        [("Data.Digits", "Data.Sources")] = "The built-in digits are a source; written down they are IDX files.",
    };

    [Fact]
    public void Two_folders_that_use_each_other_have_a_reason() =>
        Assert.Empty(
            FolderCircles
                .Pairs(typeof(Distillation).Assembly)
                .Where(pair => !s_reasons.ContainsKey((Short(pair.Key.One), Short(pair.Key.Other))))
                .Select(pair => pair.Value)
        );

    [Fact]
    public void No_other_folders_form_a_circle() =>
        Assert.Empty(FolderCircles.Groups(typeof(Distillation).Assembly, [.. s_reasons.Keys.SelectMany(BothWays)]));

    private static string Short(string folder) => folder["Decant.".Length..];

    private static IEnumerable<(string From, string To)> BothWays((string One, string Other) pair) =>
        [($"Decant.{pair.One}", $"Decant.{pair.Other}"), ($"Decant.{pair.Other}", $"Decant.{pair.One}")];
}
