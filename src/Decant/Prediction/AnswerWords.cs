using System.Globalization;
using Decant.Engine.Inference;

namespace Decant.Prediction;

/// <summary>
/// What the numbers that a model answers mean in words: the likeliest class, the labels that are true, or the numbers themselves.
/// </summary>
internal sealed class AnswerWords
{
    private const double MoreLikelyThanNot = 0.5;
    private readonly IReadOnlyList<string> _names;

    /// <summary>The words of a model.</summary>
    public AnswerWords(Model model)
    {
        ArgumentNullException.ThrowIfNull(model);
        var answers = model.Outputs.First(output => output.Name == model.OutputName).Shape[^1] is { IsStatic: true } last
            ? last.Size
            : model.OutputSize;
        _names =
            model.AnswerNames.Count == answers
                ? model.AnswerNames
                : [.. Enumerable.Range(0, answers).Select(place => place.ToString(CultureInfo.InvariantCulture))];
        AreLabels = model.Metadata.ContainsKey("decant.labels");
        AreNumbers = model.OutputName == "prediction";
        ValueTitle =
            AreNumbers ? ""
            : model.OutputName == "probabilities" ? "Probability"
            : model.OutputName;
    }

    /// <summary>Classes, labels or numbers in the order of the answers.</summary>
    public IReadOnlyList<string> Names => _names;

    /// <summary>Whether each answer is a question of its own, true from 0.5 on.</summary>
    public bool AreLabels { get; }

    /// <summary>Whether the answers are numbers in their own units.</summary>
    public bool AreNumbers { get; }

    /// <summary>What the value of the answer is: <c>Probability</c>, or the name of the model's output; empty for numbers.</summary>
    public string ValueTitle { get; }

    /// <summary>
    /// The answer in a few words: a class, labels or spans with commas; empty for numbers, and where no label is true or no span is found.
    /// </summary>
    /// <param name="sample">What the model says about a sample.</param>
    public string Of(ScoredSample sample) =>
        sample.Spans is { } spans ? string.Join(", ", spans.Select(span => $"{span.Kind}: {span.Text}")) : Of(sample.Values);

    /// <summary>The value of the likeliest class or label; null where each word has one.</summary>
    /// <param name="sample">What the model says about a sample.</param>
    public float? ValueOf(ScoredSample sample) => sample.Spans is null ? sample.Values[Best(sample.Values)] : null;

    private string Of(IReadOnlyList<float> values) =>
        AreNumbers ? ""
        : AreLabels ? string.Join(", ", _names.Where((_, place) => values[place] >= MoreLikelyThanNot))
        : _names[Best(values)];

    private static int Best(IReadOnlyList<float> values)
    {
        var best = 0;
        for (var place = 1; place < values.Count; place++)
        {
            best = values[place] > values[best] ? place : best;
        }

        return best;
    }
}
