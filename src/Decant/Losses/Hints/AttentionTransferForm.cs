namespace Decant.Losses.Hints;

/// <summary>How two attention maps are compared.</summary>
public enum AttentionTransferForm
{
    /// <summary>Mean over N, H and W of the squared differences, as the paper's code does.</summary>
    Map,

    /// <summary>Mean over N of the distance, as the paper writes.</summary>
    Norm,
}
