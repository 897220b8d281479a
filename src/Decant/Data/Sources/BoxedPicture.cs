using Decant.Data.Fields;

namespace Decant.Data.Sources;

/// <summary>A picture and its boxes, mended, in pixels of the file's own picture.</summary>
/// <param name="File">The picture's place in the tree.</param>
/// <param name="Width">The picture's own width.</param>
/// <param name="Height">The picture's own height.</param>
/// <param name="Boxes">Its boxes; none where there is only background.</param>
internal sealed record BoxedPicture(int File, int Width, int Height, IReadOnlyList<PictureBox> Boxes)
{
    /// <summary>The boxes in pixels of the picture that networks see.</summary>
    public PictureBox[] Fitted(ImageForm form)
    {
        var fit = form.Fit(Height, Width);
        var (across, down) = ((float)fit.Width / Width, (float)fit.Height / Height);
        return
        [
            .. Boxes.Select(box =>
                box with
                {
                    Left = fit.Left + (across * box.Left),
                    Top = fit.Top + (down * box.Top),
                    Right = fit.Left + (across * box.Right),
                    Bottom = fit.Top + (down * box.Bottom),
                }
            ),
        ];
    }
}
