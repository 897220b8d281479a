using Decant.Data.Fields;
using Decant.Tasks;

namespace Decant.Recipes;

/// <summary>What was seen of a teacher and its data, for a recipe out of nothing.</summary>
internal sealed record RecipeFacts
{
    /// <summary>The teacher's ONNX file.</summary>
    public required string TeacherFile { get; init; }

    /// <summary>The source that reads the data, such as <c>idx</c>.</summary>
    public required string Source { get; init; }

    /// <summary>The source's options, such as <c>path</c>, as text.</summary>
    public required IReadOnlyDictionary<string, string> SourceOptions { get; init; }

    /// <summary>What networks read of a sample: an image, a row of numbers, the tokens of a text.</summary>
    public required Field Input { get; init; }

    /// <summary>What the teacher's answers mean: the second half of the task's name.</summary>
    public string TaskWord { get; init; } = LearningTasks.Default.Word;

    /// <summary>The target set that holds the truth, where the data have several that fit; else empty.</summary>
    public string Target { get; init; } = "";

    /// <summary>Answers to a sample C: classes, 2 or more, or labels or numbers.</summary>
    public required int Classes { get; init; }

    /// <summary>Training samples; 1 or more.</summary>
    public required int TrainingSamples { get; init; }

    /// <summary>The teacher's trained values; null where they were not counted.</summary>
    public long? TeacherParameters { get; init; }

    /// <summary>Seeds to compare, 1 or more; 3 where their trainings take minutes.</summary>
    public int Seeds { get; init; } = 1;

    /// <summary>The task.</summary>
    internal LearningTask Task => LearningTasks.Of(TaskWord, Input);

    /// <summary>A sample's sizes: <c>[C, H, W]</c> for images, <c>[D]</c> for rows, <c>[T]</c> for texts.</summary>
    internal IReadOnlyList<int> SampleShape => [.. Input.Shape.Select(size => size.Size)];

    /// <summary>Whether a sample is an image.</summary>
    internal bool IsImage => SampleShape.Count == 3;
}
