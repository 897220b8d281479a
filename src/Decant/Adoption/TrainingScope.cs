using System.Globalization;
using Decant.Engine.Graphs;

namespace Decant.Adoption;

/// <summary>How much of a network from elsewhere is trained, and what stays as it is, in words.</summary>
/// <param name="Trained">Numbers that are trained.</param>
/// <param name="Tensors">In how many tensors.</param>
/// <param name="Fixed">What stays, and why.</param>
internal sealed record TrainingScope(long Trained, int Tensors, IReadOnlyList<FixedNumbers> Fixed)
{
    private const int MostNames = 6;

    /// <summary>The scope of a file, trained by all its outputs.</summary>
    public static TrainingScope Of(Graph file)
    {
        var network = SeparateParameters.Run(InferenceForm.Of(file, []));
        var fixedNumbers = TrainableParameters.Mark(network);
        return Of(network, fixedNumbers);
    }

    /// <summary>The scope of a network.</summary>
    /// <param name="network">With its parameters.</param>
    /// <param name="fixedNumbers">What <see cref="TrainableParameters.Mark"/> left out.</param>
    /// <param name="isFrozen">What a recipe freezes.</param>
    public static TrainingScope Of(Graph network, IReadOnlyList<FixedNumbers> fixedNumbers, Func<string, bool>? isFrozen = null)
    {
        Value[] parameters = [.. network.Initializers.Where(value => network.Parameters.Contains(value.Name))];
        Value[] trained = [.. parameters.Where(value => isFrozen?.Invoke(value.Name) != true)];
        return new(
            trained.Sum(value => value.Data!.Count),
            trained.Length,
            [.. fixedNumbers, .. parameters.Except(trained).Select(value => new FixedNumbers(value.Name, value.Shape, FixedReason.Frozen))]
        );
    }

    /// <summary>Numbers that computing uses, trained or not; running statistics are none.</summary>
    public long Total =>
        Trained
        + Fixed.Where(numbers => numbers.Reason is not (FixedReason.Statistic or FixedReason.SingleNumber)).Sum(numbers => numbers.Count);

    /// <summary>How much is trained.</summary>
    public string Summary =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{(Trained == Total ? "all" : $"{Grouped(Trained)} of")} {Grouped(Total)} numbers, in "
                + $"{Grouped(Tensors)} {(Tensors == 1 ? "tensor" : "tensors")}"
        );

    /// <summary>What stays as it is, one entry for each reason.</summary>
    public IEnumerable<(string Numbers, string Reason)> Reasons =>
        Fixed
            .GroupBy(numbers => numbers.Reason)
            .OrderBy(group => group.Key)
            .Select(group => (Names(group.Key, [.. group]), Words(group.Key)));

    /// <summary>Everything in a sentence or two.</summary>
    public string Sentence =>
        $"training changes {Summary}."
        + (
            Fixed.Count == 0
                ? ""
                : $" What stays as it is: {string.Join("; ", Reasons.Select(reason => $"{reason.Numbers} ({reason.Reason})"))}."
        );

    /// <summary>Why numbers stay as they are.</summary>
    public static string Words(FixedReason reason) =>
        reason switch
        {
            FixedReason.Statistic => "running statistics: they follow the data",
            FixedReason.Literal => "constants of the file's formulas, not stored among its weights",
            FixedReason.SingleNumber => "single numbers of formulas",
            FixedReason.Preparation => "they prepare the input, before the first layer with weights",
            FixedReason.Conversion => "they convert the answer, after the last layer with weights",
            FixedReason.Mask => "masks",
            FixedReason.WholeNumbers => "tables of whole numbers",
            FixedReason.Formula => "they follow a formula: a ramp, powers, waves, a bank of filters",
            FixedReason.Filling => "first states and fillings, all the same",
            FixedReason.QuantizationScale => "scales of quantised numbers",
            FixedReason.Quantized => "whole numbers of a quantised network",
            FixedReason.OtherType => "no 32-bit floats",
            FixedReason.NoGradient => "no gradient reaches them from the answer",
            FixedReason.NotListed => "the file's own list of parameters leaves them out",
            _ => "frozen by the recipe",
        };

    private static string Names(FixedReason reason, FixedNumbers[] group)
    {
        var count = string.Create(
            CultureInfo.InvariantCulture,
            $"{Grouped(group.Sum(numbers => numbers.Count))} in {Grouped(group.Length)} {(group.Length == 1 ? "tensor" : "tensors")}"
        );
        return reason is FixedReason.Statistic or FixedReason.SingleNumber
            ? count
            : $"{string.Join(", ", group.OrderByDescending(numbers => numbers.Count).Take(MostNames).Select(numbers => $"'{numbers.Name}' {numbers.Shape}"))}"
                + (group.Length > MostNames ? $" and {group.Length - MostNames} more, {count}" : "");
    }

    private static string Grouped(long count) => count.ToString("N0", System.Globalization.CultureInfo.InvariantCulture);
}
