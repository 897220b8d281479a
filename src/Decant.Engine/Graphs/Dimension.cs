using System.Globalization;

namespace Decant.Engine.Graphs;

/// <summary>
/// The size along one axis: a number, or a number times named sizes that are known only when the graph runs, such
/// as <c>N</c> (batch) or <c>T</c> (sequence). A product is enough for merged axes: [N, T, D] flattened is [N·T, D].
/// </summary>
/// <param name="Factor">The known part, 0 or more.</param>
/// <param name="Symbols">Names of the unknown parts in ordinal order, joined by '·'; empty when the size is known.</param>
public readonly record struct Dimension(long Factor, string Symbols)
{
    private const char Times = '·';

    /// <summary>A size that is known only when the graph runs.</summary>
    public Dimension(string symbol)
        : this(1, symbol) { }

    /// <summary>Whether the size is known now.</summary>
    public bool IsStatic => string.IsNullOrEmpty(Symbols);

    /// <summary>The size.</summary>
    /// <exception cref="InvalidOperationException">The size is known only when the graph runs.</exception>
    public int Size =>
        IsStatic ? checked((int)Factor) : throw new InvalidOperationException($"The size {this} is known only when the graph runs.");

    /// <summary>A known size.</summary>
    public static implicit operator Dimension(int size) => new(size, "");

    /// <summary>A named size.</summary>
    public static implicit operator Dimension(string symbol) => new(symbol);

    /// <summary>The number of elements that two axes have together.</summary>
    public static Dimension operator *(Dimension left, Dimension right)
    {
        var symbols = left.Names().Concat(right.Names()).Order(StringComparer.Ordinal);
        return new(checked(left.Factor * right.Factor), string.Join(Times, symbols));
    }

    /// <summary>What remains of a product when one factor is taken out; null if it does not divide.</summary>
    public Dimension? DividedBy(Dimension divisor)
    {
        if (divisor.Factor == 0 || Factor % divisor.Factor != 0)
        {
            return null;
        }

        var rest = Names().ToList();
        return divisor.Names().All(rest.Remove) ? new Dimension(Factor / divisor.Factor, string.Join(Times, rest)) : (Dimension?)null;
    }

    /// <summary>The size for given values of the names.</summary>
    /// <param name="sizes">Value of each name.</param>
    /// <exception cref="KeyNotFoundException">A name has no value.</exception>
    public int Resolve(IReadOnlyDictionary<string, int> sizes)
    {
        var size = Factor;
        if (!IsStatic)
        {
            foreach (var name in Names())
            {
                size = checked(size * sizes[name]);
            }
        }

        return checked((int)size);
    }

    /// <summary>The names in this size.</summary>
    public IEnumerable<string> Names() => IsStatic ? [] : Symbols.Split(Times);

    /// <inheritdoc/>
    public override string ToString() =>
        IsStatic ? Factor.ToString(CultureInfo.InvariantCulture)
        : Factor == 1 ? Symbols
        : $"{Factor.ToString(CultureInfo.InvariantCulture)}{Times}{Symbols}";
}
