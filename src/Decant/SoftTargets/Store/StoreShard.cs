namespace Decant.SoftTargets.Store;

/// <summary>What a manifest says of one file of answers.</summary>
internal sealed record StoreShard
{
    /// <summary>Its name: the shard's number and how many answers it has.</summary>
    public required string File { get; init; }

    /// <summary>The shard's number, from 0.</summary>
    public required int Number { get; init; }

    /// <summary>The view that its answers are about.</summary>
    public required int View { get; init; }

    /// <summary>Answers in it.</summary>
    public required int Answers { get; init; }

    /// <summary>Size of the file.</summary>
    public required long Bytes { get; init; }

    /// <summary>SHA-256 of the file, in hexadecimal.</summary>
    public required string Sha256 { get; init; }

    /// <summary>Labels that the teacher's answers agree with; pixels where each has a label.</summary>
    public required long Right { get; init; }

    /// <summary>Labels that were compared; 0 where there are none, or where answers are no classes.</summary>
    public required long Counted { get; init; }

    /// <summary>Seconds that the teacher took.</summary>
    public required double Seconds { get; init; }

    /// <summary>The name of a shard's file.</summary>
    public static string NameOf(int number, int answers) => FormattableString.Invariant($"answers-{number:D6}-{answers}.safetensors");
}
