using Decant.Engine.Graphs;
using Decant.Engine.Operators;

namespace Decant.Engine.Tests.Operators.Cases;

/// <summary>Pairs of elements under every pattern of broadcasting, plain and on images that lie channels last.</summary>
internal static class BinaryCases
{
    private static readonly (string Name, Func<CaseBuilder, Value> A, Func<CaseBuilder, Value> B)[] s_patterns =
    [
        ("equal shapes", b => b.Positive("N", 7), b => b.Positive("N", 7)),
        ("a scalar right", b => b.Positive("N", 7), b => b.Positive()),
        ("a scalar left", b => b.Positive(), b => b.Positive("N", 7)),
        ("two scalars", b => b.Positive(), b => b.Positive()),
        ("a row right", b => b.Positive("N", 17), b => b.Positive(17)),
        ("a row left", b => b.Positive(1, 9), b => b.Positive("N", 9)),
        ("a column right", b => b.Positive("N", 17), b => b.Positive("N", 1)),
        ("row and column", b => b.Positive("N", 1), b => b.Positive(1, 7)),
        ("axes in the middle", b => b.Positive(2, 1, 5), b => b.Positive(3, 1)),
        ("every second axis", b => b.Positive(2, 1, 4, 1, 3), b => b.Positive(1, 3, 1, 2, 1)),
        ("an empty axis", b => b.Positive(2, 0, 3), b => b.Positive(1, 3)),
    ];

    private static readonly (string Name, Dimension[] Shape)[] s_besideImages =
    [
        ("an image", ["N", 3, 4, 5]),
        ("channels", [1, 3, 1, 1]),
        ("channels without batch", [3, 1, 1]),
        ("one number per image and channel", ["N", 3, 1, 1]),
        ("one number per pixel", ["N", 1, 4, 5]),
        ("three axes", [3, 4, 5]),
        ("rows and columns", [4, 5]),
        ("columns", [5]),
        ("rows", [4, 1]),
        ("a scalar", []),
        ("five axes", [2, 1, 3, 4, 5]),
    ];

    public static IEnumerable<OperatorCase> All()
    {
        (string Name, Func<Value, Value, Value> Apply)[] all =
        [
            ("Add", (a, b) => a + b),
            ("Sub", (a, b) => a - b),
            ("Mul", (a, b) => a * b),
            ("Div", (a, b) => a / b),
            ("Max", (a, b) => a.Max(b)),
            ("Min", (a, b) => a.Min(b)),
            ("Mod", (a, b) => a.Mod(b, truncated: true)),
            ("Pow", (a, b) => a.Pow(b)),
        ];
        foreach (var (name, apply) in all)
        {
            foreach (var (pattern, a, b) in s_patterns)
            {
                yield return new($"{name}: {pattern}", c => apply(a(c), b(c)));
            }
        }

        foreach (var (name, shape) in s_besideImages)
        {
            yield return new($"Mul: a channels-last image and {name}", b => b.ChannelsLast("N", 3, 4, 5) * b.Numbers(shape));
            yield return new($"Sub: {name} and a channels-last image", b => b.Numbers(shape) - b.ChannelsLast("N", 3, 4, 5));
        }

        yield return new("Add: a value and itself", b => Twice(b.Numbers("N", 7)));
        yield return new("Add: more elements than one thread takes", b => b.Numbers("N", 1001) + b.Numbers(1001)) { Sizes = [70, 69] };
        foreach (var question in (Operator[])[new Equal(), new Greater(), new GreaterOrEqual(), new Less(), new LessOrEqual()])
        {
            foreach (var type in new[] { ElementType.Float32, ElementType.Int64, ElementType.Int32 })
            {
                yield return new($"{question.Name} of {type}", b => b.Graph.Add(question, b.Few(type, "N", 7), b.Few(type, 7)));
            }
        }

        foreach (var logic in (Operator[])[new And(), new Or(), new Xor()])
        {
            yield return new($"{logic.Name} of truth values", b => b.Graph.Add(logic, b.Truths("N", 7), b.Truths(7)));
        }

        foreach (
            var whole in (Operator[])
                [
                    new BitwiseAnd(),
                    new BitwiseOr(),
                    new BitwiseXor(),
                    new BitShift(Left: true),
                    new BitShift(Left: false),
                    new Add(),
                    new Mul(),
                    new Sub(),
                    new Max(),
                    new Min(),
                ]
        )
        {
            foreach (var type in new[] { ElementType.Int64, ElementType.Int32, ElementType.Int8 })
            {
                yield return new($"{whole} of {type}", b => b.Graph.Add(whole, b.Few(type, "N", 7), b.Few(type, 7)));
            }
        }

        yield return new("Mod of whole numbers", b =>
            (b.Few(ElementType.Int64, "N", 7) - b.Given(ElementType.Int64, 1)).Mod(b.Given(ElementType.Int64, -3))
        );

        yield return new("Where", b => b.Truths("N", 7).Where(b.Numbers("N", 7), b.Numbers("N", 7)));
        yield return new("Where: everything broadcast", b => b.Truths("N", 1).Where(b.Numbers(7), b.Numbers()));
        yield return new("Where of whole numbers", b =>
            b.Truths("N", 7).Where(b.Few(ElementType.Int64, 7), b.Few(ElementType.Int64, "N", 7))
        );
        yield return new("Where of truth values", b => b.Truths("N").Where(b.Truths("N"), b.Truths("N")));
        yield return new("Where: a channels-last image", b =>
            b.Truths("N", 3, 4, 5).Where(b.ChannelsLast("N", 3, 4, 5), b.Numbers(3, 1, 1))
        );
    }

    private static Value Twice(Value x) => x + x;
}
