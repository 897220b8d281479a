namespace Decant.Engine.Kernels.Managed;

/// <summary>
/// Some floats that are computed with at once. Kernels and formulas are written once over this interface; the
/// machine's width is chosen when the loop starts (<see cref="Grid"/>). Every operation is the IEEE one in each lane, so that
/// an element has the same bits in every lane, in a remainder and in <see cref="Lanes1"/>, the scalar twin.
/// Masks are lanes of all or no bits.
/// </summary>
internal unsafe interface ILanes<TSelf>
    where TSelf : struct, ILanes<TSelf>
{
    static abstract int Count { get; }

    static abstract TSelf Of(float value);

    static abstract TSelf Load(float* source);

    /// <summary>Loads fewer than <see cref="Count"/> elements; the other lanes hold the filler.</summary>
    static abstract TSelf LoadPartial(float* source, int count, float filler);

    void Store(float* target);

    /// <summary>Stores the first lanes only.</summary>
    void StorePartial(float* target, int count);

    static abstract TSelf operator +(TSelf a, TSelf b);

    static abstract TSelf operator -(TSelf a, TSelf b);

    static abstract TSelf operator *(TSelf a, TSelf b);

    static abstract TSelf operator /(TSelf a, TSelf b);

    static abstract TSelf operator -(TSelf a);

    /// <summary>a · b + c, rounded once.</summary>
    static abstract TSelf MultiplyAdd(TSelf a, TSelf b, TSelf c);

    /// <summary>a · b + c, rounded once where the processor has that operation, else twice: for sums of very many products.</summary>
    static abstract TSelf MultiplyAddEstimate(TSelf a, TSelf b, TSelf c);

    /// <summary>
    /// The same where a is one number in all lanes, read by the instruction itself: where it is needed once, a register and two
    /// instructions less.
    /// </summary>
    static abstract TSelf MultiplyAddEstimate(float* a, TSelf b, TSelf c);

    /// <summary>The smaller; NaN when one is NaN.</summary>
    static abstract TSelf Min(TSelf a, TSelf b);

    /// <summary>The larger; NaN when one is NaN.</summary>
    static abstract TSelf Max(TSelf a, TSelf b);

    /// <summary>
    /// x, but no less than one number and no more than another, neither of them 0; NaN stays NaN. A third of the instructions of
    /// <see cref="Min"/> and <see cref="Max"/>.
    /// </summary>
    static abstract TSelf Clamp(TSelf x, float low, float high);

    static abstract TSelf Abs(TSelf a);

    static abstract TSelf Sqrt(TSelf a);

    static abstract TSelf Floor(TSelf a);

    static abstract TSelf Ceiling(TSelf a);

    /// <summary>To the nearest whole number, to the even one of two.</summary>
    static abstract TSelf Round(TSelf a);

    /// <summary>Mask of a &lt; b.</summary>
    static abstract TSelf Less(TSelf a, TSelf b);

    /// <summary>Mask of a ≤ b.</summary>
    static abstract TSelf LessOrEqual(TSelf a, TSelf b);

    /// <summary>Mask of a = b.</summary>
    static abstract TSelf Equal(TSelf a, TSelf b);

    /// <summary>a where the mask is set, b elsewhere.</summary>
    static abstract TSelf Select(TSelf mask, TSelf a, TSelf b);

    /// <summary>2ⁿ for whole n from −126 to 127.</summary>
    static abstract TSelf PowerOfTwo(TSelf n);

    /// <summary>e of x = m · 2ᵉ, 1 ≤ m &lt; 2, for positive normal x.</summary>
    static abstract TSelf Exponent(TSelf x);

    /// <summary>m of x = m · 2ᵉ, 1 ≤ m &lt; 2, for positive normal x.</summary>
    static abstract TSelf Mantissa(TSelf x);

    /// <summary>Sum of the lanes: halves added to halves, so that the order is fixed.</summary>
    float Sum();

    /// <summary>Largest lane; NaN when one is NaN.</summary>
    float Largest();
}
