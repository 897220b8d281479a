using Decant.Engine.Graphs;
using Decant.Engine.Operators;

namespace Decant.Adoption;

/// <summary>Judges the numbers of a network one initialiser at a time: is it learnt, and if not, why?</summary>
internal sealed class ParameterChoice
{
    private readonly NumberFlow _flow;
    private readonly ISet<string> _literals;
    private readonly HashSet<Value> _learnt = [];
    private readonly HashSet<Value> _early = [];

    /// <summary>Finds the layers with weights: what comes after them, and what before.</summary>
    /// <param name="network">A forward graph.</param>
    /// <param name="flow">Where its numbers go.</param>
    /// <param name="literals">Names of constants of its formulas.</param>
    public ParameterChoice(Graph network, NumberFlow flow, ISet<string> literals)
    {
        (_flow, _literals) = (flow, literals);
        var layers = network
            .Initializers.Where(value => IsWeightOfItself(value) is null)
            .SelectMany(flow.Uses)
            .Where(use => IsLayer(use) && flow.IsReached(use))
            .Select(use => use.Node)
            .ToHashSet();
        foreach (
            var node in network.Nodes.Where(node =>
                layers.Contains(node) || node.Inputs.Any(input => input is not null && _learnt.Contains(input))
            )
        )
        {
            _learnt.UnionWith(node.Outputs);
        }

        foreach (var node in network.Nodes.Reverse().Where(node => layers.Contains(node) || node.Outputs.Any(_early.Contains)))
        {
            _early.UnionWith(node.Inputs.OfType<Value>());
        }
    }

    /// <summary>What an initialiser is.</summary>
    /// <returns>Null where it has no floats that anything computes with; no reason where it is learnt.</returns>
    public Verdict? Of(Value value)
    {
        var uses = _flow.Uses(value);
        if (uses.Count == 0 || IsMadeByReading(value) || !(value.Type.IsFloat() || IsQuantized(value, uses)))
        {
            return null;
        }

        var own = IsWeightOfItself(value);
        // Means of columns may happen to be a ramp, or far below zero: what is done with them tells more.
        if (own is null or FixedReason.Formula && value.Shape.Rank > 0 && uses.Select(OfUnits).Distinct().ToArray() is [{ } unit])
        {
            own = unit;
        }

        return new(
            own
                ?? uses.Select(use => Judge(value, use))
                    .OrderBy(reason => reason is not null)
                    .ThenBy(reason => reason == FixedReason.NoGradient)
                    .First()
        );
    }

    // (x − mean) / deviation before the first layer, y · deviation + mean after the last.
    private FixedReason? OfUnits(NumberUse use)
    {
        var other = use.Node.Inputs.FirstOrDefault(input => input is not null && _flow.IsData(input));
        return other is null || IsExponential(use.Numbers) ? null
            : use is { Place: 1, Node.Operator: Sub or Div } && !_learnt.Contains(other) && !IsNormalized(use.Node)
                ? FixedReason.Preparation
            : (use.Node.Operator is Mul || use.Node.Operator is Add && other.Producer is { Operator: Mul })
            && !use.Node.Outputs.Any(_early.Contains)
            && IsAfterBias(use.Node, other)
                ? FixedReason.Conversion
            : null;
    }

    // What the numbers alone tell, wherever they are used.
    private FixedReason? IsWeightOfItself(Value value) =>
        value.Type is ElementType.Int8 or ElementType.UInt8 ? FixedReason.Quantized
        : _literals.Contains(value.Name)
            ? value.Data!.Count == 1 ? FixedReason.SingleNumber
                : FixedReason.Literal
        : value.Type != ElementType.Float32 ? FixedReason.OtherType
        : FormulaNumbers.IsMade(value.Data!) ? FixedReason.Formula
        : null;

    private FixedReason? Judge(Value value, NumberUse use)
    {
        var numbers = value.Data!.Span<float>();
        var other = use.Node.Inputs.FirstOrDefault(input => input is not null && _flow.IsData(input));
        return NumberFlow.IsStatistic(use) ? FixedReason.Statistic
            : !_flow.IsReached(use) ? FixedReason.NoGradient
            : IsLayer(use) ? null
            : numbers.Length == 1 && !IsSlope(use) && (IsMadeUp(value.Name) || (value.Shape.Rank == 0 && IsOfFormula(numbers[0], use)))
                ? FixedReason.SingleNumber
            : use.Node.Operator is Concat or Recurrence
                ? FormulaNumbers.IsFilled(numbers) && IsMadeUp(value.Name) ? FixedReason.Filling
                    : null
            : FormulaNumbers.IsMask(numbers) ? FixedReason.Mask
            : IsScaleOfQuantized(use, other) ? FixedReason.QuantizationScale
            : use.Node.Inputs.All(input => input is null || !_learnt.Contains(input)) && !IsNormalized(use.Node) ? FixedReason.Preparation
            : FormulaNumbers.IsTable(numbers) ? FixedReason.WholeNumbers
            : !use.Node.Outputs.Any(_early.Contains)
            && (IsGrid(use.Numbers.Shape) || other is not null && !IsExponential(use.Numbers) && IsAfterBias(use.Node, other))
                ? FixedReason.Conversion
            : null;
    }

    /// <summary>Whether numbers are the weight, bias or scale of a layer: no formula has constants in such places.</summary>
    private bool IsLayer(NumberUse use) =>
        use.Node.Operator switch
        {
            Conv or ConvTranspose or MatMul or Gemm => true,
            Recurrence => use.Place is 1 or 2 or 3 or 7,
            BatchNormalization or BatchNormalizationTraining or LayerNormalization => use.Place is 1 or 2,
            Gather => use.Place == 0 && _flow.IsData(use.Node.Inputs[1]!),
            _ => false,
        };

    // Something divided by, or multiplied with, what was computed from the same samples: a normalisation, whose scale and bias are learnt.
    private bool IsNormalized(Node node)
    {
        var (open, seen) = (new Queue<Node>([node]), new HashSet<Node>());
        while (open.TryDequeue(out var next))
        {
            if (next.Operator is Mul or Div && next.Inputs[0] != next.Inputs[1] && next.Inputs.All(input => _flow.IsData(input!)))
            {
                return true;
            }

            foreach (var producer in next.Inputs.OfType<Value>().Select(input => input.Producer).OfType<Node>().Where(seen.Add))
            {
                open.Enqueue(producer);
            }
        }

        return false;
    }

    // What a translation needs for its formula, named after the node's output; the file has no such numbers.
    private bool IsMadeByReading(Value value) =>
        _literals.Contains(value.Name) && value.Name.Contains("/constant", StringComparison.Ordinal);

    // PRelu: y = x where x ≥ 0, else slope · x.
    private static bool IsSlope(NumberUse use) =>
        use.Node.Operator is Mul
        && use.Node.Graph.Nodes.Any(node =>
            node.Operator is Where && node.Inputs.Contains(use.Node.Outputs[0]) && node.Inputs.Contains(use.Node.Inputs[1 - use.Place])
        );

    // y = (q − zero point) · scale with whole numbers q; q / scale before they are rounded carries no gradient.
    private static bool IsScaleOfQuantized(NumberUse use, Value? other)
    {
        var counted = other?.Producer is { Operator: Sub } difference ? difference.Inputs[0]! : other;
        return use.Node.Operator is Mul
            && counted?.Producer is { Operator: Cast } cast
            && !cast.Inputs[0]!.Type.IsFloat()
            && cast.Inputs[0]!.Type != ElementType.Bool;
    }

    private static bool IsQuantized(Value value, IReadOnlyList<NumberUse> uses) =>
        value is { Type: ElementType.Int8 or ElementType.UInt8, Data.Count: > 1 }
        && uses.Any(use => use.Numbers.Type.IsFloat() || use.Node.Operator is Cast { To: var to } && to.IsFloat());

    // Numbers for every place, as a detector's boxes; a bias differs along one axis only.
    private static bool IsGrid(Shape shape) => shape.Count(size => !size.IsStatic || size.Size > 1) > 1;

    // After the last layer the first sum is its bias; what follows without anything curved in between only changes the unit.
    private bool IsAfterBias(Node node, Value other)
    {
        var isFirst = node.Operator is Add or Sub;
        for (
            var value = other;
            value.Producer is { } producer;
            value = producer.Inputs[0] is { } first && _flow.IsData(first) ? first : producer.Inputs[^1]!
        )
        {
            switch (producer.Operator)
            {
                case Conv or MatMul or Gemm or ConvTranspose:
                    return !isFirst || producer.Inputs.Count > 2;
                case Mul or Div when producer.Inputs.Any(input => !_flow.IsData(input!) && IsExponential(input)):
                    break;
                case Add or Sub or Mul or Div when producer.Inputs.Count(input => _flow.IsData(input!)) == 1:
                    isFirst = false;
                    break;
                case Identity or Reshape or Flatten or Squeeze or Unsqueeze or Transpose:
                    break;
                default:
                    return false;
            }
        }

        return false;
    }

    // A temperature that is learnt is kept as a logarithm, so that it stays positive (Radford et al. 2021, arXiv:2103.00020, section 2.3);
    // a change of units is not.
    private static bool IsExponential(Value? numbers)
    {
        for (var value = numbers; value?.Producer is { } producer; value = producer.Inputs[0])
        {
            if (producer.Operator is Exp)
            {
                return true;
            }
        }

        return false;
    }

    // An epsilon that is added, a whole number, or √d and 1/√d of a whole d, to the digits of a float.
    private static bool IsOfFormula(float number, NumberUse use)
    {
        var square = (double)number * number;
        return (number is > 0 and <= 1e-3f && use.Node.Operator is Add or Max)
            || FormulaNumbers.IsTable([number])
            || IsWhole(square)
            || IsWhole(1 / square);

        static bool IsWhole(double number) => number is >= 1.5 and <= 4096 && Math.Abs(number - Math.Round(number)) <= 1e-6 * number;
    }

    // Names that exporters make up for constants and for what they have folded, next to those that a model's author gave.
    private static bool IsMadeUp(string name) =>
        name.All(char.IsAsciiDigit)
        || name.Contains("const", StringComparison.OrdinalIgnoreCase)
        || name.StartsWith("onnx::", StringComparison.Ordinal)
        || name.StartsWith("ortshared", StringComparison.Ordinal)
        || name.TrimEnd('0', ':') is [.., '/', 'x' or 'y']
        || name.StartsWith("val_", StringComparison.Ordinal)
        || name.Contains("helper", StringComparison.Ordinal);

    /// <summary>What was found.</summary>
    /// <param name="Reason">Why it stays fixed; null where it is trained.</param>
    public readonly record struct Verdict(FixedReason? Reason);
}
