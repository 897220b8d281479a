namespace Decant.Losses;

/// <summary>What becomes of the classes that are not among the teacher's best.</summary>
public enum SparseRest
{
    /// <summary>They are one class: its probability is compared too.</summary>
    Bucket,

    /// <summary>The teacher's best are brought to a sum of 1; the student's are not.</summary>
    RenormalizeTeacher,

    /// <summary>The best are brought to a sum of 1 on both sides.</summary>
    RenormalizeBoth,

    /// <summary>The teacher's rest is spread evenly over them.</summary>
    Smooth,

    /// <summary>They are forgotten; what remains is no divergence and may be negative.</summary>
    Raw,
}
