using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text;
using Decant.Engine.Devices;
using Decant.Engine.Devices.Managed;
using Decant.Engine.Devices.Reference;
using Decant.Engine.Graphs;
using Decant.Engine.Onnx.Translations;
using Decant.Engine.Operators;
using Decant.Engine.Tests.Architecture;
using BinaryLauncher = Decant.Engine.Devices.Managed.BinaryLauncher;
using ReductionLauncher = Decant.Engine.Devices.Managed.ReductionLauncher;
using UnaryLauncher = Decant.Engine.Devices.Managed.UnaryLauncher;

namespace Decant.Engine.Tests.Onnx;

/// <summary>The page about operators, written from the tables that run them.</summary>
internal static class OperatorTable
{
    private static readonly Dictionary<Type, HashSet<Type>> s_uses = TypeReferences.Of(typeof(Operator).Assembly);

    public static string Page()
    {
        var page = new StringBuilder(
            """
            # Operators

            Written by the tests from the tables in the code; do not edit.
            `DECANT_UPDATE_DOCS=1 dotnet test tests/Decant.Engine.Tests` with `OperatorTableTests` writes it anew.

            ## What is read from ONNX files

            *Own* operators run as they are and are written again under their name. *Formula* means that the node becomes a formula of own operators
            when the file is read: it runs, and is trained, through them.

            *Constants* are the inputs, counted from 0, whose numbers must be known when the file is read: initialisers, Constant nodes, and what is computed
            from these or from sizes. Shapes, axes and counts are such numbers. So is what decides how many elements a result has (Compress, NonMaxSuppression,
            NonZero, Range, Unique) and how often a graph inside a node runs (If, Loop). `OnnxFile` refuses a file that computes them when it runs, with the operator, the node and the way out; `DynamicNetwork` computes them and makes a plan for what comes, and so does `decant conformance`, which says for which operators.

            | ONNX | forward | gradient | kernels | constants |
            |---|---|---|---|---|

            """.ReplaceLineEndings("\n")
        );
        Rows(page, TranslationTable.Translations.Where(translation => translation.Domain.Length == 0));
        page.Append(
            """

            ## What ONNX Runtime's tools and previews of the standard write

            Operators of other domains are read as formulas and never written.

            | operator | forward | gradient | kernels | constants |
            |---|---|---|---|---|

            """.ReplaceLineEndings("\n")
        );
        Rows(page, TranslationTable.Translations.Where(translation => translation.Domain.Length > 0));
        page.Append(
            "\n## What exists only inside\n\nGradients, and what passes put in; never written to a file.\n\n| "
                + "operator | gradient | kernels |\n|---|---|---|\n"
        );
        foreach (var inner in Operators().Where(type => !TranslationTable.Writes(type)))
        {
            page.Append($"| {inner.Name} | {Gradient(inner)} | {Kernels(inner)} |\n");
        }

        return page.ToString();
    }

    private static void Rows(StringBuilder page, IEnumerable<Translation> translations)
    {
        foreach (var translation in translations.OrderBy(translation => translation.FullName, StringComparer.OrdinalIgnoreCase))
        {
            var (name, own) = (translation.FullName, translation.Writes);
            var constants = translation.Constants is { Count: > 0 } places ? string.Join(", ", places) : "none";
            page.Append(
                own is null
                    ? $"| {name} | formula | through the formula | through the formula | {constants} |\n"
                    : $"| {name} | own | {Gradient(own)} | {Kernels(own)} | {constants} |\n"
            );
        }
    }

    private static IEnumerable<Type> Operators() =>
        typeof(Operator)
            .Assembly.GetTypes()
            .Where(type => type.IsSubclassOf(typeof(Operator)) && !type.IsAbstract)
            .OrderBy(type => type.Name, StringComparer.OrdinalIgnoreCase);

    private static string Gradient(Type type) =>
        type.GetMethods(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic)
            .Any(method => method.Name == "Gradient" && method.DeclaringType != typeof(Operator))
            ? "yes"
        : ((Operator)RuntimeHelpers.GetUninitializedObject(type)).IsDifferentiable ? "no rule"
        : "none by definition";

    // A launcher that runs a whole family names a formula for each operator.
    private static string Kernels(Type type) =>
        Own(ReferenceDevice.Table, type) is ViewLauncher ? "none needed: a view"
        : Own(ManagedDevice.Table, type) switch
        {
            UnaryLauncher or BinaryLauncher or ReductionLauncher => HasFormula(type),
            null => false,
            _ => true,
        }
            ? "reference, managed"
        : "reference";

    private static bool HasFormula(Type type) =>
        s_uses[Own(ManagedDevice.Table, type)!.GetType()]
            .Any(kernel => kernel.Namespace == "Decant.Engine.Kernels.Managed.Formulas" && kernel.Name == FormulaOf(type));

    private static Launcher? Own(LauncherTable table, Type? type) =>
        type is null ? null : table.Own.FirstOrDefault(launcher => launcher.Operators.Contains(type)) ?? Own(table, type.BaseType);

    private static string FormulaOf(Type type) =>
        type.Name switch
        {
            "ReduceSum" or "SumTo" => "Sum",
            "ReduceMean" => "Mean",
            "ReduceMax" => "Largest",
            "ReduceMin" => "Smallest",
            "ReduceProd" => "Product",
            var name => name,
        };
}
