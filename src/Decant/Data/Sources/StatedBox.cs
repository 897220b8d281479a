namespace Decant.Data.Sources;

/// <summary>A box as a file states it, perhaps wrongly.</summary>
/// <param name="Class">What is in it.</param>
/// <param name="Left">In pixels of the file's picture, or a share of its width.</param>
/// <param name="Top">In pixels, or a share of the height.</param>
/// <param name="Right">In pixels, or a share of the width.</param>
/// <param name="Bottom">In pixels, or a share of the height.</param>
/// <param name="IsCrowd">Whether it counts for nothing: a crowd, or called difficult.</param>
internal readonly record struct StatedBox(string Class, double Left, double Top, double Right, double Bottom, bool IsCrowd = false);
