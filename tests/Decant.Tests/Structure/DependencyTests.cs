using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using Decant.Engine.Graphs;
using Decant.Pipeline;
using Decant.Tasks;
using Decant.Tests.Shared;

namespace Decant.Tests.Structure;

/// <summary>
/// The rules of docs/architecture.md for the pipeline and for both libraries, read from the compiled assemblies; the engine's own tests
/// hold its folders.
/// </summary>
public class DependencyTests
{
    private static readonly IReadOnlyDictionary<(string From, string To), string> s_decant = TypeUse.Of(typeof(Distillation).Assembly);

    [Theory]
    [InlineData("Decant.Losses", "Data", "Training", "Teachers", "Recipes", "Pipeline", "Evaluation", "Reporting")]
    [InlineData("Decant.Data", "Students", "Teachers", "Losses", "Training", "Evaluation", "Recipes", "Pipeline", "Reporting")]
    [InlineData("Decant.Students", "Data", "Teachers", "Losses", "Training", "Evaluation", "Recipes", "Pipeline", "Reporting")]
    [InlineData("Decant.Teachers", "Losses", "Training", "Recipes", "Pipeline", "Reporting")]
    [InlineData("Decant.SoftTargets", "Teachers", "Losses", "Training", "Recipes", "Pipeline", "Reporting")]
    [InlineData("Decant.Training", "Recipes", "Pipeline", "Evidence", "Reporting")]
    [InlineData("Decant.Evaluation", "Losses", "Training", "Recipes", "Pipeline", "Evidence", "Reporting")]
    [InlineData(
        "Decant.Runs",
        "Data",
        "Students",
        "Teachers",
        "Losses",
        "Training",
        "Evaluation",
        "Recipes",
        "Pipeline",
        "Evidence",
        "Reporting"
    )]
    [InlineData("Decant.Adoption", "Losses", "Training", "Recipes", "Pipeline", "Reporting")]
    [InlineData("Decant.Evidence", "Data", "Students", "Teachers", "Losses", "Training", "Recipes", "Pipeline", "Reporting")]
    [InlineData("Decant.Reporting", "Data", "Students", "Teachers", "Losses", "Training", "Evaluation", "Recipes", "Pipeline")]
    public void A_pipeline_folder_does_not_reach_back(string folder, params string[] forbidden) =>
        MustNotUse(s_decant, folder, [.. forbidden.Select(name => $"Decant.{name}")]);

    [Fact]
    public void No_device_and_no_set_of_kernels_is_named_outside_the_engine()
    {
        string[] sets =
        [
            "Devices.Auto",
            "Devices.Managed",
            "Devices.OneDnn",
            "Devices.Reference",
            "Kernels.Managed",
            "Kernels.OneDnn",
            "Kernels.Reference",
        ];
        Assert.DoesNotContain(s_decant, use => sets.Any(name => In(use.Key.To, $"Decant.Engine.{name}")));
    }

    [Fact]
    public void Only_the_catalogue_names_a_task()
    {
        var library = typeof(Distillation).Assembly;
        var tasks = library.GetTypes().Where(type => type.IsSubclassOf(typeof(LearningTask)) && !type.IsAbstract).ToArray();

        Assert.True(tasks.Length > 2);
        Assert.All(tasks, task =>
            Assert.Equal([typeof(LearningTasks)], TypeUse.Users(library, task).Where(user => user.Namespace != task.Namespace).Distinct())
        );
    }

    [Fact]
    public void No_enumeration_lists_the_kinds_of_tasks()
    {
        string[] words = [.. LearningTasks.Words.Select(word => word.Replace("-", "", StringComparison.Ordinal))];
        var kinds = typeof(Distillation)
            .Assembly.GetTypes()
            .Where(type => type.IsEnum && Enum.GetNames(type).Intersect(words, StringComparer.OrdinalIgnoreCase).Count() > 1);

        Assert.Empty(kinds);
    }

    [Fact]
    public void The_libraries_never_touch_environment_variables_and_the_console_only_to_show_progress()
    {
        foreach (var assembly in new[] { typeof(Graph).Assembly, typeof(Distillation).Assembly })
        {
            Assert.DoesNotContain(TypeUse.Users(assembly, typeof(Console)), user => user != typeof(Decant.Pipeline.Progress.TextDisplay));
            using var file = new PEReader(File.OpenRead(assembly.Location));
            var names = file.GetMetadataReader();
            Assert.DoesNotContain(names.MemberReferences.Select(handle => names.GetString(names.GetMemberReference(handle).Name)), name =>
                name.Contains("EnvironmentVariable", StringComparison.Ordinal)
            );
        }
    }

    // A program that refers to the projects in Debug else computes 45 times slower.
    [Fact]
    public void The_libraries_are_optimised_in_every_configuration() =>
        Assert.All([typeof(Graph).Assembly, typeof(Distillation).Assembly], assembly =>
            Assert.False(
                assembly.GetCustomAttribute<System.Diagnostics.DebuggableAttribute>()?.IsJITOptimizerDisabled ?? false,
                $"{assembly} was compiled without optimisation."
            )
        );

    [Fact]
    public void The_library_does_not_know_its_optional_packages() =>
        Assert.DoesNotContain(typeof(Distillation).Assembly.GetReferencedAssemblies(), name =>
            name.Name is "Decant.LightGbm" or "Microsoft.ML.LightGbm" or "Decant.OnnxRuntime" or "Microsoft.ML.OnnxRuntime"
        );

    [Fact]
    public void No_folder_has_a_name_that_says_nothing()
    {
        string[] empty = ["Utils", "Util", "Common", "Helpers", "Helper", "Misc", "Manager", "Managers"];
        var names = new[] { typeof(Graph).Assembly, typeof(Distillation).Assembly }
            .SelectMany(assembly => assembly.GetTypes())
            .SelectMany(type => (type.Namespace ?? "").Split('.'))
            .Distinct();
        Assert.Empty(names.Intersect(empty));
    }

    private static void MustNotUse(IReadOnlyDictionary<(string From, string To), string> uses, string folder, string[] forbidden)
    {
        var broken = uses.Where(use => In(use.Key.From, folder) && forbidden.Any(name => In(use.Key.To, name))).Select(use => use.Value);
        Assert.Empty(broken);
    }

    private static bool In(string name, string folder) => name == folder || name.StartsWith(folder + ".", StringComparison.Ordinal);
}
