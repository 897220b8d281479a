namespace Decant.Students;

/// <summary>Which of the mobile networks.</summary>
public enum MobileNetVersion
{
    /// <summary>MobileNetV2 (Sandler et al. 2018, arXiv:1801.04381, table 2).</summary>
    V2,

    /// <summary>MobileNetV3-Small (Howard et al. 2019, arXiv:1905.02244, table 2).</summary>
    V3Small,
}
