namespace Decant.Adoption;

/// <summary>Why training leaves numbers of a network from elsewhere as they are.</summary>
internal enum FixedReason
{
    /// <summary>A mean or variance of a batch normalisation: it follows the data by itself, without a gradient.</summary>
    Statistic,

    /// <summary>The file has them among the constants of its formulas, not among its weights.</summary>
    Literal,

    /// <summary>One number of a formula: an epsilon, a factor such as √d.</summary>
    SingleNumber,

    /// <summary>They act on the input, before the first layer with weights.</summary>
    Preparation,

    /// <summary>They turn the last layer's numbers into other units or places.</summary>
    Conversion,

    /// <summary>They hide something: numbers of −10,000 or less are added.</summary>
    Mask,

    /// <summary>A table of whole numbers: a grid, strides, zeros and ones that choose.</summary>
    WholeNumbers,

    /// <summary>They follow a formula: a ramp, powers, waves, filters.</summary>
    Formula,

    /// <summary>The first state of a recurrent layer, or what fills places up: all the same.</summary>
    Filling,

    /// <summary>What quantised numbers are multiplied with.</summary>
    QuantizationScale,

    /// <summary>Whole numbers of a quantised network.</summary>
    Quantized,

    /// <summary>They are no 32-bit floats.</summary>
    OtherType,

    /// <summary>No gradient reaches them from the answer.</summary>
    NoGradient,

    /// <summary>The file lists its parameters, and these are not among them.</summary>
    NotListed,

    /// <summary>The recipe freezes them.</summary>
    Frozen,
}
