namespace Decant.Losses.Hints;

/// <summary>Which relations between positions are compared.</summary>
public enum AttentionRelationForm
{
    /// <summary>Queries with keys, and values with values (MiniLM).</summary>
    QueryKey,

    /// <summary>Queries, keys and values, each with themselves (MiniLMv2).</summary>
    SelfRelations,
}
