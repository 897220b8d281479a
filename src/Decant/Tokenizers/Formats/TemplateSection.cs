using Decant.Engine;
using Decant.Tokenizers.Joining;

namespace Decant.Tokenizers.Formats;

/// <summary>The section <c>post_processor</c>: special tokens around texts, and whether places lose their blanks.</summary>
internal static class TemplateSection
{
    private static readonly string[] s_kinds = ["TemplateProcessing", "BertProcessing", "RobertaProcessing", "ByteLevel", "Sequence"];

    public static (TextTemplate Template, BlankTrimming? Trimming) Read(JsonPlace? section)
    {
        var (template, trimming) = (TextTemplate.Bare, (BlankTrimming?)null);
        if (section is { } place)
        {
            Take(place, ref template, ref trimming);
        }
        return (template, trimming);
    }

    private static void Take(JsonPlace place, ref TextTemplate template, ref BlankTrimming? trimming)
    {
        var kind = place.Required("type").Text();
        switch (kind)
        {
            case "TemplateProcessing":
                template = Template(place);
                break;
            case "BertProcessing":
                template = Fixed(Pair(place.Required("cls")), Pair(place.Required("sep")), 1, false);
                break;
            case "RobertaProcessing":
                template = Fixed(Pair(place.Required("cls")), Pair(place.Required("sep")), 0, true);
                trimming = Trimming(place);
                break;
            case "ByteLevel":
                trimming = Trimming(place);
                break;
            case "Sequence":
                foreach (var step in place.Required("processors").Items())
                {
                    Take(step, ref template, ref trimming);
                }
                break;
            default:
                throw place.Refuse($"of a known kind: {NearestName.Explain("post-processor", kind, s_kinds)}", $"'{kind}'");
        }
    }

    private static BlankTrimming? Trimming(JsonPlace place) =>
        place.Flag("trim_offsets", true) ? new BlankTrimming(place.Flag("add_prefix_space", true)) : null;

    // A token and its number, as a list of two.
    private static int Pair(JsonPlace place) =>
        place.Items().ToList() is [_, var id] ? id.Whole() : throw place.Refuse("a token and its number", "another list");

    private static TextTemplate Fixed(int begin, int end, int second, bool twice) =>
        new(
            [new(-1, [begin], 0), new(0, [], 0), new(-1, [end], 0)],
            [new(-1, [begin], 0), new(0, [], 0), new(-1, twice ? [end, end] : [end], 0), new(1, [], second), new(-1, [end], second)]
        );

    private static TextTemplate Template(JsonPlace place)
    {
        var special = place.Required("special_tokens");
        return new(
            Parts(place.Required("single"), special, 1),
            place.Optional("pair") is { } pair ? Parts(pair, special, 2) : TextTemplate.Bare.Two
        );
    }

    private static List<TemplatePart> Parts(JsonPlace template, JsonPlace special, int texts)
    {
        var parts = new List<TemplatePart>();
        foreach (var place in template.Items())
        {
            if (place.Optional("Sequence") is { } sequence)
            {
                var text = sequence.Required("id").Text() == "A" ? 0 : 1;
                parts.Add(new TemplatePart(text, [], sequence.Optional("type_id")?.Whole() ?? 0));
                continue;
            }
            var token = place.Required("SpecialToken");
            var ids = special.Required(token.Required("id").Text()).Required("ids");
            parts.Add(new TemplatePart(-1, [.. ids.Items().Select(id => id.Whole())], token.Optional("type_id")?.Whole() ?? 0));
        }
        for (var text = 0; text < texts; text++)
        {
            if (parts.Count(part => part.Text == text) != 1 || parts.Any(part => part.Text >= texts))
            {
                throw template.Refuse($"a template with each of its {texts} texts once", "another one");
            }
        }
        return parts;
    }
}
