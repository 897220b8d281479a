using Decant.Data;
using Decant.Data.Batches;
using Decant.Data.Sources;
using Decant.Data.Texts;
using Decant.Engine.Graphs;
using Decant.Recipes;
using Decant.Students;
using Decant.Tables;
using Decant.Tasks;

namespace Decant.Pipeline;

/// <summary>The samples of a run, checked against its task, what is learnt of them, and how they are scaled.</summary>
/// <param name="Splits">The three parts.</param>
/// <param name="Scaling">What the graphs do to inputs first.</param>
/// <param name="Goal">What networks are to answer.</param>
/// <param name="Head">What the graphs do last.</param>
internal sealed record PreparedData(DataSplits Splits, InputScaling Scaling, LearningGoal Goal, NetworkHead Head)
{
    // More samples do not move mean and deviation in the digits that count.
    private const int MostSamples = 10_000;

    /// <summary>Further samples without labels, read when they are first asked for; null where the recipe names none.</summary>
    public Lazy<DataSplits?> Unlabelled { get; init; } = new((DataSplits?)null);

    /// <summary>The truth that a service tells, once it is asked; null where no service is the teacher.</summary>
    public ServedVectors? Vectors { get; init; }

    /// <summary>Shape of the first input of one sample.</summary>
    public IReadOnlyList<int> SampleShape => Splits.Train.SampleShape;

    /// <summary>What networks may read of samples.</summary>
    public SampleInputs Inputs => InputsOf(Splits.Train);

    /// <summary>What networks may read of the samples of a data set.</summary>
    public static SampleInputs InputsOf(Dataset data) =>
        new([.. data.Schema.Inputs.Select(field => field.Name)], FieldBinding.Types(data.Schema.Inputs))
        {
            Choices = data
                .Schema.Inputs.Where(field => field.Choices is not null)
                .ToDictionary(field => field.Name, field => field.Choices!.Value),
            Longest = FieldBinding.Bounds(0, data.Schema),
            Table = data.Table,
            Edges = data.Table is null ? null : bins => TableQuantiles.Of(data, bins),
        };

    /// <summary>The name of each answered number: classes, labels, or numbers with their units.</summary>
    public IReadOnlyList<string> AnswerNames => Goal.Names(Splits.Train);

    /// <summary>What networks take of a table and answer; null where samples are no rows of one.</summary>
    public TableSchema? Table =>
        Splits.Train.Table is { } table
            ? table with
            {
                Classes = Goal.Targets is null ? table.Classes : [],
                Targets = Goal.Targets?.Columns ?? [],
            }
            : null;

    /// <summary>Opens a recipe's data.</summary>
    /// <param name="recipe">The recipe.</param>
    /// <param name="root">Where relative paths start.</param>
    /// <param name="table">What the rows of a table must become; null for what they are by themselves, or as the recipe says.</param>
    /// <param name="memory">Peak resident memory of the process in bytes; null for no limit.</param>
    /// <param name="readings">How texts are read; null for what the recipe says.</param>
    public static PreparedData Open(
        Recipe recipe,
        string root,
        TableSchema? table = null,
        long? memory = null,
        IReadOnlyList<TextReading>? readings = null
    )
    {
        var splits = DataSources.Open(
            recipe.Data.Source,
            recipe.Data.SourceValues(recipe.Training.Seed),
            root,
            table: table,
            memory: memory,
            teacher: readings is null ? TextTokenizers.OfTeacher(recipe, root) : null,
            readings: readings
        );
        var task = recipe.Task;
        PreparedData? prepared = null;
        ServedVectors? vectors = null;
        if (task.LearnsFromTeacherAlone && recipe.Teacher.Embeddings is { } service)
        {
            (splits, vectors) = ServedVectors.AsTruth(service, splits);
        }
        else if (task.LearnsFromTeacherAlone)
        {
            splits = TeacherTruth.Of(splits, recipe, root, () => prepared!);
        }

        var goal = task.Goal(splits.Train, recipe.Data.Target);
        task.Check(splits, goal);
        var normalize = recipe.Data.Normalize;
        var data = new PreparedData(
            splits,
            normalize.IsAuto ? Measure(splits.Train) : new InputScaling([.. normalize.Mean!], [.. normalize.Deviation!]),
            goal,
            new NetworkHead(task, goal.Size(splits.Train), task.Scaling(splits.Train, goal))
        )
        {
            Vectors = vectors,
        };
        return prepared = data with { Unlabelled = new(() => UnlabelledSamples.Open(recipe, splits.Train, root, data.Table, memory)) };
    }

    // Mean and deviation per channel of images, per column of tables, over the training samples. A constant channel is only centred.
    private static InputScaling Measure(Dataset train)
    {
        if (train.Table is null && train.Schema.Inputs[0] is not { Type: ElementType.Float32, Length: null, Shape.Count: > 0 })
        {
            return InputScaling.None;
        }

        var (means, deviations) = ChannelStatistics.Of(train, MostSamples);
        var decimals = deviations.Select(Decimals).ToArray();
        return new InputScaling(
            [.. means.Select((mean, c) => Math.Round(mean, decimals[c]))],
            [.. deviations.Select((deviation, c) => Math.Round(deviation, decimals[c]) is > 0 and var rounded ? rounded : 1)]
        );
    }

    // Six digits of the deviation, and of small ones no fewer: a column of nanometres is not constant. Math.Round knows 15.
    private static int Decimals(double deviation) => deviation > 0 ? Math.Clamp(5 - (int)Math.Floor(Math.Log10(deviation)), 6, 15) : 6;
}
