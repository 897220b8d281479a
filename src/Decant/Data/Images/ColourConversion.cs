namespace Decant.Data.Images;

/// <summary>Grey to RGB and back.</summary>
internal static class ColourConversion
{
    /// <summary>
    /// The picture with another number of channels. Grey is the luma of ITU-R BT.601, 0.299·R + 0.587·G + 0.114·B,
    /// rounded; RGB repeats grey three times.
    /// </summary>
    public static Picture ToChannels(this Picture picture, int channels)
    {
        if (picture.Channels == channels)
        {
            return picture;
        }

        var area = picture.Height * picture.Width;
        var pixels = new byte[channels * area];
        for (var i = 0; i < area; i++)
        {
            if (channels == 1)
            {
                pixels[i] = (byte)(((299 * picture.Pixels[i]) + (587 * picture.Pixels[area + i]) + (114 * picture.Pixels[(2 * area) + i]) + 500) / 1000);
            }
            else
            {
                pixels[i] = pixels[area + i] = pixels[(2 * area) + i] = picture.Pixels[i];
            }
        }

        return picture with { Channels = channels, Pixels = pixels };
    }
}
