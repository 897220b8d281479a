namespace Decant.Data.Fields;

/// <summary>How a field follows when an augmentation moves a sample's picture.</summary>
internal enum FieldGeometry
{
    /// <summary>It does not.</summary>
    None,

    /// <summary>It is the picture itself: float32 <c>[C, H, W]</c>, 0 to 1.</summary>
    Pixels,

    /// <summary>A class per pixel, int64 <c>[H, W]</c>: it moves with the picture, each pixel from its nearest neighbour.</summary>
    Mask,

    /// <summary>
    /// Boxes, float32 <c>[B, 4]</c>: left, top, right, bottom in pixels. They move, are clipped at the border, and go when nothing of them
    /// is left.
    /// </summary>
    Boxes,
}
