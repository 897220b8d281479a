using Decant.Engine;
using Decant.Engine.Execution;
using Decant.Engine.Gradients;
using Decant.Engine.Graphs;
using Decant.Engine.Kernels;
using Decant.Engine.Operators;
using Decant.Tasks;

namespace Decant.Losses;

/// <summary>
/// A loss as a formula on given numbers, in float64 on the reference kernels, without any training: what a program of one's own is checked
/// against.
/// No weight is applied, and no projection is made.
/// </summary>
internal static class LossCalculator
{
    private const string Output = "value";

    /// <summary>Computes a loss and its derivative by the student's numbers.</summary>
    /// <param name="loss">The loss; names of values inside networks may be left out, numbers must be constant.</param>
    /// <param name="arrays">What it reads.</param>
    /// <exception cref="DecantException"> The loss needs what only a training has, an array is missing, is not finite or is of the wrong
    /// shape, or a label is no class.
    /// </exception>
    public static LossEvaluation Evaluate(DistillationLoss loss, LossArrays arrays)
    {
        if (loss.TrainedState is { } reason)
        {
            throw new DecantException(
                $"{loss.Name}: cannot be computed from arrays alone: {reason}. Use it as a term of a recipe, whose log shows its value."
            );
        }

        var task = arrays.Task ?? LearningTasks.All.First(loss.Fits);
        if (!loss.Fits(task))
        {
            throw new DecantException(
                $"{loss.Name}: expected a task that it is for, "
                    + $"{string.Join(" or ", LearningTasks.All.Where(loss.Fits).Select(known => known.Word).Distinct())}, "
                    + $"received {task.Word}. "
                    + $"Of the losses for that: "
                    + $"{string.Join(", ", DistillationLosses.All.Where(other => other.Group == loss.Group && other.Fits(task)).Select(other => other.Name))}."
            );
        }

        loss = CalculatorOptions.Complete(loss, arrays);
        var inputs = CalculatorInputs.Of(loss, arrays with { Task = task });
        var graph = new Graph("loss");
        var value = Build(graph, loss, inputs, task);
        if (graph.Parameters.Count > 0)
        {
            throw new DecantException(
                $"{loss.Name}: cannot be computed from arrays alone with these options: it trains "
                    + $"{string.Join(" and ", graph.Parameters.Order())} next to the student. Give arrays of equal shapes, "
                    + $"and projection: off where it is an option."
            );
        }

        graph.AddOutput(value.Identity(), Output);
        var students = inputs.Students.Select(name => graph[name]).ToArray();
        foreach (var (student, gradient) in students.Zip(value.Differentiate(students)))
        {
            graph.AddOutput(gradient.Identity(), Gradient(student.Name));
        }

        var setting = new LossSetting(task, students[0].Shape[^1].Size, inputs.Count)
        {
            Student = [.. loss.StudentValues.Select(name => graph[CalculatorInputs.StudentPrefix + name].Shape)],
            Teacher = [.. loss.TeacherValues.Select(name => graph[LossSignals.TeacherPrefix + name].Shape)],
        };
        return Run(graph, inputs, loss, task) with { Notices = [.. loss.Notices(setting)] };
    }

    private static Value Build(Graph graph, DistillationLoss loss, CalculatorInputs inputs, LearningTask task)
    {
        foreach (var (name, array) in inputs.Arrays)
        {
            var sizes = array.Dimensions.ToArray().Skip(1).Select(size => (Dimension)size);
            graph.AddInput(name, array.Type, new Shape([CalculatorInputs.Batch, .. sizes]));
        }

        var signals = new LossSignals(graph[inputs.Students[0]], graph.Find(CalculatorInputs.Teacher), graph.Find(CalculatorInputs.Labels))
        {
            Task = task,
            Term = loss.Name,
            Targets = graph.Find(CalculatorInputs.Targets),
            Samples = graph.Find(CalculatorInputs.Samples),
            SampleCount = inputs.Count,
            FindStudent = name => graph.Find(CalculatorInputs.StudentPrefix + name),
        };
        return loss.Build(signals);
    }

    private static LossEvaluation Run(Graph graph, CalculatorInputs inputs, DistillationLoss loss, LearningTask task)
    {
        using var pool = new WorkerPool(1);
        using var executable = Executable.Compile(
            graph,
            new CompileOptions
            {
                Device = DeviceCatalogue.Plain(pool),
                Bounds = new Dictionary<string, int> { [CalculatorInputs.Batch] = inputs.Count },
            }
        );
        foreach (var (name, array) in inputs.Arrays.Where(input => executable.Has(input.Key)))
        {
            executable.Bind(name, array);
        }

        executable.Run();
        return new LossEvaluation(
            executable[Output].Span<double>()[0],
            loss.UnitOf(task),
            [
                .. inputs.Students.Select(name =>
                    Tensor.From<double>(
                        executable[Gradient(name)].Span<double>()[..(int)inputs.Arrays[name].Count],
                        inputs.Arrays[name].Dimensions
                    )
                ),
            ],
            loss
        );
    }

    private static string Gradient(string student) => $"gradient/{student}";
}
