namespace Decant.Tables;

/// <summary>What is done with a missing number.</summary>
internal enum MissingNumbers
{
    /// <summary>An error that names the cell.</summary>
    Refuse,

    /// <summary>The mean of the column in the training rows.</summary>
    Mean,

    /// <summary>The median of the column in the training rows, and the network is told that the number was missing.</summary>
    Median,

    /// <summary>The row is left out.</summary>
    Drop,
}
