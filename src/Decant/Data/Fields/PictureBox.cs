namespace Decant.Data.Fields;

/// <summary>A box around a thing in a picture.</summary>
/// <param name="Left">In pixels from the left edge: pixel 0 reaches from 0 to 1.</param>
/// <param name="Top">In pixels from the upper edge.</param>
/// <param name="Right">Above <paramref name="Left"/>.</param>
/// <param name="Bottom">Above <paramref name="Top"/>.</param>
/// <param name="Class">What the thing is, from 0.</param>
/// <param name="IsCrowd">Whether it is a region of several things, or one so hard to see, that finding it or not counts for
/// nothing.</param>
internal readonly record struct PictureBox(float Left, float Top, float Right, float Bottom, int Class, bool IsCrowd = false)
{
    /// <summary>Its width times its height, in square pixels; 0 where it is empty or turned round.</summary>
    public float Area => Math.Max(0, Right - Left) * Math.Max(0, Bottom - Top);
}
