using Decant.Engine.Execution;
using Decant.Engine.Graphs;
using Decant.Engine.Kernels;

namespace Decant.Engine.Onnx;

/// <summary>Constant folding on demand: the numbers of a value that no input of the model reaches, computed by the reference kernels.</summary>
internal static class ConstantEvaluation
{
    // Shapes and axes are computed from a handful of numbers; whole layers are not.
    private const int MostNodes = 1000;

    private static readonly Lazy<WorkerPool> s_pool = new(() => new WorkerPool(1));

    /// <summary>The numbers, or null if they depend on what is known only when the graph runs.</summary>
    /// <param name="value">A value that a node computes.</param>
    /// <param name="known">Numbers that are known already: of initialisers, of some inputs, of what was computed before.</param>
    /// <param name="budget">Counts what is computed.</param>
    /// <exception cref="DecantException">It would take more than the budget.</exception>
    public static Tensor? Of(Value value, Func<Value, Tensor?> known, ReadingBudget budget)
    {
        var nodes = new HashSet<Node>();
        if (!value.Shape.IsStatic || !Reaches(value, known, nodes))
        {
            return null;
        }

        var part = new Graph("constants");
        foreach (var node in value.Graph.Nodes.Where(nodes.Contains))
        {
            foreach (var input in node.Inputs.OfType<Value>().Where(input => part.Find(input.Name) is null))
            {
                part.AddNamedInitializer(input.Name, Spent(known(input)!));
            }

            Spend(node);

            part.AddNode(node.Operator, [.. node.Inputs.Select(input => input is null ? null : part[input.Name])], null, [.. node.Outputs.Select(output => output.Name)]);
        }

        part.AddOutput(part[value.Name]);
        lock (s_pool.Value)
        {
            using var executable = Executable.Compile(part, new CompileOptions { Compute = new(s_pool.Value, KernelSet.Reference) });
            executable.Run();
            return executable[value.Name].Clone();
        }

        Tensor Spent(Tensor numbers)
        {
            budget.SpendNumbers(numbers.Count);
            return numbers;
        }

        void Spend(Node node)
        {
            int[][] outputs = [.. node.Outputs.Select(output => output.Shape.Sizes())];
            budget.SpendNumbers(outputs.Sum(sizes => sizes.Aggregate(1.0, (product, size) => product * size))
                + node.Operator.Flops([.. node.Inputs.Select(input => input?.Shape.Sizes())], outputs));
        }
    }

    private static bool Reaches(Value value, Func<Value, Tensor?> known, HashSet<Node> nodes)
    {
        var open = new Stack<Value>([value]);
        while (open.TryPop(out var next))
        {
            if (known(next) is not null)
            {
                continue;
            }

            if (next.Producer is not { } node || !next.Shape.IsStatic || nodes.Count > MostNodes)
            {
                return false;
            }

            if (nodes.Add(node))
            {
                foreach (var input in node.Inputs.OfType<Value>())
                {
                    open.Push(input);
                }
            }
        }

        return true;
    }
}
