using System.Globalization;
using Decant.Data.Sources;
using Decant.Data.Texts;
using Decant.Engine;
using Decant.Engine.Graphs;
using Decant.Engine.Onnx;
using Decant.Prediction;
using Decant.Pretrained.HuggingFace;
using Decant.Recipes;
using Decant.Tasks;
using Decant.Tokenizers;

namespace Decant.Pipeline;

/// <summary>How networks from elsewhere read texts: the tokenizer that a recipe names, or that lies next to a network's file.</summary>
internal static class TextTokenizers
{
    /// <summary>How the teacher of a recipe reads texts; null where it reads none, or is trained from nothing.</summary>
    /// <exception cref="DecantException">There is no tokenizer, or the members of an ensemble have different ones.</exception>
    public static TeacherTexts? OfTeacher(Recipe recipe, string root)
    {
        // Samples of one's own bring their tokens.
        if (recipe.Task.Form != SampleForm.Texts || recipe.Data.Source is not CatalogueSource)
        {
            return null;
        }

        var members = recipe.Teacher.Members.Where(member => member.Place is not null).ToArray();
        var tokenizers = members
            .Select(member => TokenizerFile.Read(GivenTextNetwork.TokenizerOf(member, root) ?? throw Missing(member.Place!)))
            .ToArray();
        return tokenizers.DistinctBy(tokenizer => tokenizer.Fingerprint).ToArray() switch
        {
            [] => null,
            [var only] => new TeacherTexts(only),
            _ => throw new DecantException(
                $"teacher.ensemble: expected members with one tokenizer, received different ones of {string.Join(", ", members.Select(member => member.Place))}. "
                    + "Store the answers of each (decant store make), or choose members of one family."
            ),
        };
    }

    /// <summary>How a network that Decant wrote reads texts; null where it reads none.</summary>
    /// <param name="file">Its file.</param>
    /// <exception cref="DecantException">There is no tokenizer next to it.</exception>
    public static IReadOnlyList<TextReading>? Of(string file)
    {
        if (!File.Exists(file) || OnnxFile.Read(file) is not { } network || network.Find(TextReading.Ids) is not { IsInput: true })
        {
            return null;
        }

        var longest = network.Metadata.TryGetValue(TextModel.LongestKey, out var text)
            ? int.Parse(text, CultureInfo.InvariantCulture)
            : DefaultLongest;
        return
        [
            new TextReading(
                "",
                TokenizerFile.Read(HuggingFaceFolder.TokenizerIn(Path.GetDirectoryName(Path.GetFullPath(file))!) ?? throw Missing(file)),
                TextReading.StudentAxis,
                longest
            ),
        ];
    }

    /// <summary>Writes into a network which tokenizer is its own.</summary>
    public static void Describe(Graph network, TextFacts texts)
    {
        if (texts.Readings.LastOrDefault(reading => network.Find(reading.IdsName) is { IsInput: true }) is { } own)
        {
            network.Metadata[TextModel.TokenizerKey] = own.Tokenizer.Fingerprint;
            network.Metadata[TextModel.LongestKey] = own.Longest.ToString(CultureInfo.InvariantCulture);
        }
    }

    private const int DefaultLongest = 128;

    private static DecantException Missing(string network) =>
        new(
            $"Network '{network}': it reads texts, and no tokenizer lies next to it (such as tokenizer.json or vocab.txt). Name its own with "
                + "'tokenizer: FILE', next to the network."
        );
}
