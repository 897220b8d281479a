using Decant.Engine.Execution;
using Decant.Engine.Graphs;
using Decant.Engine.Kernels;

namespace Decant.Engine.Onnx;

/// <summary>
/// Constant folding on demand: the numbers of a value that no input of the model reaches, computed by the reference kernels.
/// </summary>
internal static class ConstantEvaluation
{
    /// <summary>Shapes and axes are computed from a handful of numbers; whole layers are not.</summary>
    public const int MostNodes = 1000;

    private static readonly Lazy<WorkerPool> s_pool = new(() => new WorkerPool(1));

    /// <summary>The numbers, or null if they depend on what is known only when the graph runs.</summary>
    /// <param name="value">A value that a node computes.</param>
    /// <param name="known">Numbers that are known already: of initialisers, of some inputs, of what was computed before.</param>
    /// <param name="budget">Counts what is computed.</param>
    /// <param name="mostNodes">How many nodes may be between it and them.</param>
    /// <exception cref="DecantException">It would take more than the budget.</exception>
    public static Tensor? Of(Value value, Func<Value, Tensor?> known, ReadingBudget budget, int mostNodes = MostNodes)
    {
        if (!value.Shape.IsStatic || GraphPart.Of([value], given => known(given) is not null, mostNodes) is not { } part)
        {
            return null;
        }

        var graph = part.Make(given => Spent(known(given)!), budget.Spend);
        lock (s_pool.Value)
        {
            using var executable = Executable.Compile(graph, new CompileOptions { Device = DeviceCatalogue.Plain(s_pool.Value) });
            executable.Run();
            return executable[value.Name].Clone();
        }

        Tensor Spent(Tensor numbers)
        {
            budget.SpendNumbers(numbers.Count);
            return numbers;
        }
    }
}
