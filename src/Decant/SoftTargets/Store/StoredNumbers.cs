namespace Decant.SoftTargets.Store;

/// <summary>What a number of an answer is in a store.</summary>
internal enum StoredNumbers
{
    /// <summary>32-bit float: what the teacher answered, bit for bit.</summary>
    F32,

    /// <summary>16-bit float: 11 significant bits, up to 65,504.</summary>
    F16,

    /// <summary>One byte between the smallest and the largest number of the answer, which lie next to it as 32-bit floats.</summary>
    U8,
}
