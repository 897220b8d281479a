using Decant.Data.Texts;
using Microsoft.Extensions.AI;

namespace Decant.Teachers.Services;

/// <summary>What a chat model is asked about a text, and how its answer is read: as the name of one class.</summary>
/// <param name="instruction">What the classes mean and what is to be told, in words.</param>
/// <param name="classes">Names of the classes, 2 or more.</param>
/// <param name="examples">Texts whose class is known, which it is shown first.</param>
internal sealed class ChatQuestion(string instruction, IReadOnlyList<string> classes, IReadOnlyList<(SampleText Text, int Class)> examples)
{
    // Models that think aloud end it with this.
    private const string EndOfThought = "</think>";

    private readonly string _task =
        $"{instruction.Trim()}\n\nThe classes are:\n{string.Concat(classes.Select(name => $"- {name}\n"))}"
        + "Answer with the name of one class as it is written here, and with nothing else.";

    /// <summary>Everything but the text that decides an answer.</summary>
    public string Fingerprint { get; } =
        KeptAnswers.KeyOf([
            "chat 1",
            instruction,
            .. classes,
            .. examples.SelectMany(example => new[] { example.Text.Text, example.Text.Second, classes[example.Class] }),
        ]);

    /// <summary>What is said to the model about a text.</summary>
    /// <param name="text">The text.</param>
    /// <param name="wrong">What it answered before, which was no class; null where it was not asked yet.</param>
    public IReadOnlyList<ChatMessage> Messages(SampleText text, string? wrong = null)
    {
        var messages = new List<ChatMessage> { new(ChatRole.System, _task) };
        foreach (var (example, label) in examples)
        {
            messages.Add(new(ChatRole.User, Shown(example)));
            messages.Add(new(ChatRole.Assistant, classes[label]));
        }

        messages.Add(new(ChatRole.User, Shown(text)));
        if (wrong is not null)
        {
            messages.AddRange(wrong.Length > 0 ? [new(ChatRole.Assistant, wrong)] : []);
            messages.Add(
                new(
                    ChatRole.User,
                    $"That is not the name of one class. Answer with one of these names alone: {string.Join(", ", classes)}."
                )
            );
        }

        return messages;
    }

    /// <summary>
    /// The class that an answer names; −1 where it names none. The whole answer must be the name, or what follows its last colon: a
    /// sentence that mentions a class may mean another ("not positive").
    /// </summary>
    public int Read(string answer)
    {
        var end = answer.LastIndexOf(EndOfThought, StringComparison.Ordinal);
        var said = end < 0 ? answer : answer[(end + EndOfThought.Length)..];
        return Named(said) is >= 0 and var named ? named
            : said.LastIndexOf(':') is >= 0 and var colon ? Named(said[(colon + 1)..])
            : -1;
    }

    private int Named(string said)
    {
        var name = Bare(said);
        for (var label = 0; label < classes.Count; label++)
        {
            if (name == Bare(classes[label]))
            {
                return label;
            }
        }

        int[] alike =
        [
            .. Enumerable.Range(0, classes.Count).Where(label => name.Equals(Bare(classes[label]), StringComparison.OrdinalIgnoreCase)),
        ];
        return alike is [var only] && name.Length > 0 ? only : -1;
    }

    // Without what models put around a name: quotation marks, emphasis, a full stop, a dash of a list.
    private static string Bare(string said)
    {
        var words = string.Join(' ', said.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        var bare = words.Trim('"', '\'', '`', '*', '“', '”', '‘', '’', '.', '!', ' ', '-', '(', ')', '[', ']');
        return bare.Length > 0 ? bare : words;
    }

    private static string Shown(SampleText text) =>
        text.Second is { } second ? $"First text: {text.Text}\nSecond text: {second}" : text.Text;
}
