using System.CommandLine;
using System.CommandLine.Parsing;
using Decant.Cli.Output;
using Decant.Cli.Parsing;
using Decant.Cli.Shell;
using Decant.Data.Arrays;
using Decant.Engine;
using Decant.Losses;
using Decant.Recipes;
using Decant.Tasks;

namespace Decant.Cli.Commands;

/// <summary>A loss as a formula on given numbers.</summary>
internal sealed class LossesEvalCommand : DecantCommand
{
    private readonly Argument<string> _name = new("NAME") { Description = "The loss; decant losses lists them." };
    private readonly Option<string[]> _student = Files(
        "--student",
        "The student's logits, or its value inside for a hint: .npy, .json or .csv. May be repeated where a loss reads several.",
        isRequired: true
    );
    private readonly Option<string[]> _teacher = Files(
        "--teacher",
        "The teacher's, likewise. A hint's shape must fit: nothing is projected here."
    );
    private readonly Option<string?> _labels = new("--labels")
    {
        HelpName = "FILE",
        Description =
            "Classes from 0, one for each sample, -1 for none; or a row of labels (0 or 1) or true numbers for each "
            + "sample, as the task says.",
    };
    private readonly Option<LearningTask?> _task = new("--task")
    {
        HelpName = string.Join('|', LearningTasks.Words),
        Description = "What the student's answers mean. Default: classification, or the loss's own task.",
        CustomParser = ReadTask,
    };

    private readonly Option<string[]> _options = new("--option")
    {
        HelpName = "k=v",
        Description = "An option of the loss as in a recipe, such as temperature=2; may be repeated.",
        DefaultValueFactory = _ => [],
    };
    private readonly Option<string[]> _gradient = Files(
        "--gradient",
        "Also writes the derivative by the student's array here, as .npy, .json or .csv; repeated as --student is."
    );

    public LossesEvalCommand()
        : base("eval", "Computes a loss on given numbers, in float64 and without its weight, to check a program of your own against.")
    {
        Add(_name);
        Add(_student);
        Add(_teacher);
        Add(_labels);
        Add(_task);
        Add(_options);
        Add(_gradient);
        Add(StandardOptions.Json);
    }

    public override IReadOnlyList<string> Usage => ["NAME --student FILE [options]"];

    public override IReadOnlyList<Example> Examples =>
        [
            new(
                "decant losses eval soft-targets --student s.npy --teacher t.npy --option temperature=4",
                "T²·mean over N of Σ p·(ln p − ln q), p the teacher's, q the student's, at temperature 4."
            ),
            new(
                "decant losses eval hard-labels --student s.csv --labels y.csv --gradient g.csv",
                "The cross-entropy, and its derivative by the logits as a file."
            ),
            new(
                "decant losses eval hard-labels --task regression --student s.csv --labels y.csv",
                "Squared errors; with multi-label, binary cross-entropy of every label."
            ),
            new(
                "decant losses eval soft-targets --student s.json --teacher t.json --json",
                "Name, value, unit and options, for a program."
            ),
        ];

    public override string Remark =>
        "A .csv has a line for each sample and no heading; a .json lists in lists. Losses that train something of "
        + "their own have no value on arrays alone.";

    public override int Run(Invocation call)
    {
        var loss = LossOptionReader.Read(DistillationLosses.All.Find(call.Value(_name)!), call.Value(_options)!);
        var (students, gradients) = (call.Value(_student)!, call.Value(_gradient)!);
        if (gradients.Length > 0 && gradients.Length != students.Length)
        {
            throw new DecantException(
                $"--gradient: expected as many files as --student names, {students.Length}, received "
                    + $"{gradients.Length}. Name one for each, in the same order."
            );
        }

        Array.ForEach(gradients, ArrayFile.CheckName);
        var arrays = new LossArrays([.. students.Select(ArrayFile.Read)])
        {
            Teacher = [.. call.Value(_teacher)!.Select(ArrayFile.Read)],
            Labels = call.Value(_labels) is { } labels ? ArrayFile.Read(labels) : null,
            Task = call.Value(_task),
        };
        var result = LossCalculator.Evaluate(loss, arrays);
        foreach (var (file, gradient) in gradients.Zip(result.Gradients))
        {
            ArrayFile.Write(file, gradient);
        }

        LossEvaluationOutput.Show(result, call);
        return ExitCode.Done;
    }

    private static LearningTask? ReadTask(ArgumentResult result)
    {
        try
        {
            return LearningTasks.OfWord(result.Tokens[0].Value);
        }
        catch (DecantException problem)
        {
            result.AddError($"--task: {problem.Message}");
            return null;
        }
    }

    private static Option<string[]> Files(string name, string meaning, bool isRequired = false) =>
        new(name)
        {
            HelpName = "FILE",
            Description = meaning,
            Required = isRequired,
            DefaultValueFactory = isRequired ? null : _ => [],
        };
}
