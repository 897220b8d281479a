using Decant.Data;
using Decant.Data.Fields;
using Decant.Engine.Graphs;

namespace Decant.Tests.Adoption.Texts;

/// <summary>
/// Texts as a tokenizer gives them: text i has 2 + (5·i mod 6) tokens, ids from 1 on, its class is the remainder of its second id by the
/// number of classes. With a prefix there are the same fields for another network; with a
/// length, every text has it.
/// </summary>
internal sealed class TokenTexts(int count, int vocabulary, bool hasTypes = true, int classes = 2, string prefix = "", int length = 0)
    : Dataset("texts", new Schema(Fields(vocabulary, hasTypes, classes, prefix, length)))
{
    public const int Longest = 8;

    private readonly int _classes = classes;

    public override int Count => count;

    public override void Read(int index, Sample sample)
    {
        long[] ids =
        [
            .. Enumerable
                .Range(0, length > 0 ? length : 2 + (5 * index % 6))
                .Select(place => 1 + (((31L * index) + (7 * place)) % (vocabulary - 1))),
        ];
        Set("input_ids", place => ids[place]);
        Set("attention_mask", _ => 1);
        Set("token_type_ids", place => place >= ids.Length / 2 ? 1 : 0);
        sample.Set("label", ids[1] % _classes);

        void Set(string name, Func<int, long> number)
        {
            foreach (var field in Prefixes(prefix).Select(start => start + name))
            {
                if (Schema.Find(field) is not null && sample.Asks(field))
                {
                    var numbers = sample.Numbers<long>(field, ids.Length);
                    for (var place = 0; place < numbers.Length; place++)
                    {
                        numbers[place] = number(place);
                    }
                }
            }
        }
    }

    protected override string ComputeFingerprint() => $"texts {count} {vocabulary} {_classes}";

    private static string[] Prefixes(string prefix) => prefix.Length == 0 ? [""] : ["", prefix];

    private static Field[] Fields(int vocabulary, bool hasTypes, int classes, string prefix, int length) =>
        [
            .. Prefixes(prefix)
                .SelectMany(start =>
                    new[] { "input_ids", "attention_mask", "token_type_ids" }
                        .Take(hasTypes ? 3 : 2)
                        .Select(name => new Field(
                            start + name,
                            ElementType.Int64,
                            [FieldSize.UpTo(start.Length == 0 ? "T" : "U", Math.Max(length, Longest))],
                            FieldRole.Input
                        )
                        {
                            Choices = name == "input_ids" ? vocabulary : 2,
                        })
                ),
            Field.Label([.. Enumerable.Range(0, classes).Select(name => $"class {name}")]),
        ];
}
