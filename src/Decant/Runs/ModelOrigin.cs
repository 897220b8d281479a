namespace Decant.Runs;

/// <summary>Where a model's weights came from.</summary>
internal enum ModelOrigin
{
    /// <summary>This run trained it.</summary>
    Trained,

    /// <summary>An earlier run trained it from the same recipe, data and seed; its file was kept by fingerprint.</summary>
    Kept,

    /// <summary>The user gave the file.</summary>
    Given,
}
