using Decant.Runs;
using Decant.Tables;

namespace Decant.Reporting.Snippets;

/// <summary>What must be known to call the file that a run made.</summary>
internal sealed record ModelUse
{
    // Of a text network.
    private const string Pieces = "input_ids";

    /// <summary>The ONNX file, relative to the run's folder.</summary>
    public required string File { get; init; }

    /// <summary>What it takes, one or more.</summary>
    public required IReadOnlyList<ModelPort> Inputs { get; init; }

    /// <summary>The output that is read.</summary>
    public required ModelPort Answer { get; init; }

    /// <summary>A line of C# that reads one sample's answers, as <see cref="ModelFacts.Reading"/>.</summary>
    public required string Reading { get; init; }

    /// <summary>The columns of rows; null where samples are none.</summary>
    public TableSchema? Table { get; init; }

    /// <summary>Whether the answers are probabilities of classes, and not of labels or numbers.</summary>
    public bool AnswersClasses { get; init; }

    /// <summary>Whether it takes the pieces of texts.</summary>
    public bool TakesTexts => Inputs.Any(input => input.Name == Pieces);

    /// <summary>Whether it takes pictures of a fixed size, from 0 to 1.</summary>
    public bool TakesPictures =>
        Inputs is [{ ElementType: "float32", Shape: [_, "1" or "3", var height, var width], Meaning: var meaning }]
        && meaning.Contains("(black)", StringComparison.Ordinal)
        && int.TryParse(height, out _)
        && int.TryParse(width, out _);

    /// <summary>Whether there is one answer for each sample.</summary>
    public bool AnswersSamples => Answer.Shape.Count == 2;

    /// <summary>How a run's file is called; null where none was kept, or it has no inputs or outputs.</summary>
    /// <param name="model">The file.</param>
    /// <param name="data">The samples of the run.</param>
    public static ModelUse? Of(ModelFacts model, DataFacts data) =>
        model is { File: { } file, Inputs: [_, ..], Outputs: [_, ..] }
            ? new()
            {
                File = file,
                Inputs = model.Inputs,
                Answer = model.Outputs.FirstOrDefault(port => port.Name is "probabilities" or "prediction") ?? model.Outputs[0],
                Reading = model.Reading,
                Table = data.Table,
                AnswersClasses =
                    data.Targets.Count == 0 && data.Classes.Count > 0 && model.Outputs.Any(port => port.Name == "probabilities"),
            }
            : null;
}
