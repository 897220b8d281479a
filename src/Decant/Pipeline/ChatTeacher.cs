using System.Globalization;
using Decant.Data;
using Decant.Data.Texts;
using Decant.Engine;
using Decant.Engine.Graphs;
using Decant.Notices;
using Decant.Recipes;
using Decant.Reporting;
using Decant.SoftTargets;
using Decant.Tasks;
using Decant.Teachers.Services;
using Microsoft.Extensions.AI;

namespace Decant.Pipeline;

/// <summary>
/// Makes a teacher of a chat model: asks it for the class of each training text, and turns its words into labels and answers.
/// </summary>
/// <param name="chat">The model.</param>
/// <param name="asking">How it is asked.</param>
/// <param name="goal">What is learnt.</param>
internal sealed class ChatTeacher(ChatTeacherSettings chat, ServiceAsking asking, LearningGoal goal)
{
    // Of more texts than this without an answer the reader must know.
    private const double ManyUnread = 0.02;
    private const string Kind = "chat",
        Section = "teacher.chat";

    /// <summary>
    /// Asks. The answer to a text is p(named class) = certainty, and (1 − certainty)/(C − 1) for each other one; its logits are ln p. Texts
    /// without a readable answer are left out.
    /// </summary>
    /// <param name="labelled">The samples with labels, of which examples are taken.</param>
    /// <param name="samples">What is asked about.</param>
    /// <param name="cancellation">Stops; what was answered is kept.</param>
    /// <returns>The samples that were answered, with labels where they had none, and the answers.</returns>
    /// <exception cref="DecantException">It cannot be asked, or nothing that it says can be read.</exception>
    public (Dataset Samples, ArrayTeacher Source) Ask(Dataset labelled, Dataset samples, CancellationToken cancellation)
    {
        var (names, texts) = (goal.Names(samples), TextsOf(samples));
        using var kept = asking.Kept(chat, Kind);
        var calls = asking.Calls(chat, Section, kept);
        var answers = Answers(labelled, names, calls, kept);
        int[] classes = answers.Ask(texts, asking.Progress(chat, calls), cancellation).GetAwaiter().GetResult();
        int[] read = [.. Enumerable.Range(0, classes.Length).Where(index => classes[index] >= 0)];
        asking.Find(ServiceWords.Of(chat, kept, answers.Kept, answers.Asked, calls.Count) + Agreement(samples, classes));
        Check(answers, read.Length, classes.Length, names);

        var answered = read.Length == classes.Length ? samples : new Subset(samples.Name, samples, read);
        int[] known = [.. read.Select(index => classes[index])];
        var taught = new TaughtLabels(answered, known);
        var rows = Rows(known, names.Count);
        return (
            taught,
            new ArrayTeacher(rows, areProbabilities: true, taught, names.Count, Section, KeptAnswers.KeyOf(taught.Fingerprint))
        );
    }

    /// <summary>What will be asked, in a sentence; no one is asked for it.</summary>
    /// <param name="labelled">The samples with labels, of which examples are taken.</param>
    /// <param name="samples">What will be asked about.</param>
    /// <exception cref="DecantException">The samples are no texts, or the file of kept answers cannot be read.</exception>
    public string Plan(Dataset labelled, Dataset samples)
    {
        using var kept = asking.Kept(chat, Kind);
        var answers = Answers(labelled, goal.Names(samples), asking.Calls(chat, Section, kept), kept);
        var missing = answers.Missing(TextsOf(samples));
        return ServiceWords.OfPlan(chat, kept, answers.Kept, missing);
    }

    private ChatAnswers Answers(Dataset labelled, IReadOnlyList<string> names, ServiceCalls calls, KeptAnswers kept) =>
        new(
            () => asking.Chat(chat),
            new ChatOptions { ModelId = chat.Model, Temperature = (float?)chat.SamplingTemperature },
            new ChatQuestion(chat.Instruction, names, Examples(labelled, names.Count)),
            calls,
            kept,
            chat.Parallel
        );

    private Tensor Rows(int[] classes, int width)
    {
        var rows = new Tensor(ElementType.Float32, classes.Length, width);
        var numbers = rows.Span<float>();
        numbers.Fill((float)((1 - chat.Certainty) / (width - 1)));
        for (var place = 0; place < classes.Length; place++)
        {
            numbers[(place * width) + classes[place]] = (float)chat.Certainty;
        }

        return rows;
    }

    private List<(SampleText, int)> Examples(Dataset labelled, int classes)
    {
        var examples = new List<(SampleText, int)>();
        var wanted = Enumerable.Repeat(chat.Examples, classes).ToArray();
        for (var index = 0; index < labelled.Count && wanted.Any(count => count > 0); index++)
        {
            if (labelled.Label(index) is >= 0 and var label && wanted[label] > 0)
            {
                wanted[label]--;
                examples.Add((TextOf(labelled, index), label));
            }
        }

        return examples;
    }

    private void Check(ChatAnswers answers, int read, int all, IReadOnlyList<string> names)
    {
        var strange = answers.Strange is { } words ? $", such as '{(words.Length <= 80 ? words : words[..80] + " …")}'" : "";
        if (read == 0)
        {
            throw new DecantException(
                $"{Section}: expected the name of a class ({string.Join(", ", names.Take(8))}) for each text, received none of them for any "
                    + $"of {all}{strange}. Say more clearly what is wanted ({Section}.instruction), or choose another model."
            );
        }

        if (read < all)
        {
            var share = (double)(all - read) / all;
            var sentence = string.Create(
                CultureInfo.InvariantCulture,
                $"{chat.Model} named no class for {Quantity.Count(all - read)} of {Quantity.Count(all)} training texts "
                    + $"({Quantity.Percent(share)}){strange}; they are left out. Of the different ones, {answers.Unread} answers named no class "
                    + $"when asked twice, {answers.Refused} texts were refused by the service."
            );
            asking.Find(share > ManyUnread ? Notice.Warning(sentence) : Notice.Note(sentence));
        }
    }

    // A teacher is as good as its words agree with labels, where there are some.
    private static string Agreement(Dataset samples, int[] classes)
    {
        var (right, counted) = (0, 0);
        for (var index = 0; index < samples.Count; index++)
        {
            if (samples.Label(index) is >= 0 and var label && classes[index] >= 0)
            {
                counted++;
                right += classes[index] == label ? 1 : 0;
            }
        }

        return counted == 0
            ? ""
            : $" Of {Quantity.Count(counted)} texts with a label, it named that class for {Quantity.Percent((double)right / counted)}.";
    }

    private static SampleText[] TextsOf(Dataset samples) => [.. Enumerable.Range(0, samples.Count).Select(index => TextOf(samples, index))];

    private static SampleText TextOf(Dataset samples, int index) =>
        samples.Texts is { } texts
            ? texts[index]
            : throw new DecantException(
                $"{Section}: expected texts, the samples of '{samples.Name}' are none that a model could read. Take a source of texts."
            );
}
