using System.Globalization;

namespace Decant.Tests.Losses;

/// <summary>Numbers that a loss is evaluated on.</summary>
/// <param name="Numbers">The elements, last axis fastest.</param>
/// <param name="Dimensions">Size along each axis.</param>
internal sealed record LossArray(double[] Numbers, int[] Dimensions)
{
    /// <summary>A C# array of whole numbers or doubles, of any rank.</summary>
    public static implicit operator LossArray(Array numbers) =>
        new(
            [.. numbers.Cast<object>().Select(number => Convert.ToDouble(number, CultureInfo.InvariantCulture))],
            [.. Enumerable.Range(0, numbers.Rank).Select(numbers.GetLength)]
        );

    /// <summary>The same numbers with one of them moved.</summary>
    public LossArray Moved(int element, double by)
    {
        var numbers = (double[])Numbers.Clone();
        numbers[element] += by;
        return this with { Numbers = numbers };
    }
}
