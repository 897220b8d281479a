using Decant.Data.Images;
using Decant.Engine;

namespace Decant.Tests.Data.Images;

public sealed class JpegTests
{
    // 8x8 pixels of one grey, quality 90; written by the Python imaging library:
    // Image.new('L', (8, 8), 100).save(file, 'JPEG', quality=90)
    private const string GreyFile =
        "ffd8ffe000104a46494600010100000100010000ffdb0043000302020302020303030304030304050805050404050a070706080c0a0c0c0b0a0b0b0d0e12100d0e110e0b0b101610111314"
        + "1515150c0f171816141812141514ffc0000b080008000801011100ffc4001f0000010501010101010100000000000000000102030405060708090a0bffc400b51000020103030204030505"
        + "04040000017d01020300041105122131410613516107227114328191a1082342b1c11552d1f02433627282090a161718191a25262728292a3435363738393a434445464748494a53545556"
        + "5758595a636465666768696a737475767778797a838485868788898a92939495969798999aa2a3a4a5a6a7a8a9aab2b3b4b5b6b7b8b9bac2c3c4c5c6c7c8c9cad2d3d4d5d6d7d8d9dae1e2"
        + "e3e4e5e6e7e8e9eaf1f2f3f4f5f6f7f8f9faffda0008010100003f00f34affd9";

    // The same with (200, 50, 25) as RGB: Image.new('RGB', (8, 8), (200, 50, 25)).save(file, 'JPEG', quality=95, subsampling=0)
    private const string ColourFile =
        "ffd8ffe000104a46494600010100000100010000ffdb0043000201010101010201010102020202020403020202020504040304060506060605060606070908060709070606080b08090a0a"
        + "0a0a0a06080b0c0b0a0c090a0a0affdb004301020202020202050303050a0706070a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a"
        + "0a0a0a0a0a0a0a0affc00011080008000803011100021101031101ffc4001f0000010501010101010100000000000000000102030405060708090a0bffc400b51000020103030204030505"
        + "04040000017d01020300041105122131410613516107227114328191a1082342b1c11552d1f02433627282090a161718191a25262728292a3435363738393a434445464748494a53545556"
        + "5758595a636465666768696a737475767778797a838485868788898a92939495969798999aa2a3a4a5a6a7a8a9aab2b3b4b5b6b7b8b9bac2c3c4c5c6c7c8c9cad2d3d4d5d6d7d8d9dae1e2"
        + "e3e4e5e6e7e8e9eaf1f2f3f4f5f6f7f8f9faffc4001f0100030101010101010101010000000000000102030405060708090a0bffc400b51100020102040403040705040400010277000102"
        + "031104052131061241510761711322328108144291a1b1c109233352f0156272d10a162434e125f11718191a262728292a35363738393a434445464748494a535455565758595a63646566"
        + "6768696a737475767778797a82838485868788898a92939495969798999aa2a3a4a5a6a7a8a9aab2b3b4b5b6b7b8b9bac2c3c4c5c6c7c8c9cad2d3d4d5d6d7d8d9dae2e3e4e5e6e7e8e9ea"
        + "f2f3f4f5f6f7f8f9faffda000c03010002110311003f00f9bebf99cff4d0ffd9";

    [Fact]
    public void A_grey_file_has_one_channel()
    {
        var picture = ImageFile.Decode(Convert.FromHexString(GreyFile), "grey.jpg");
        Assert.Equal((1, 8, 8), (picture.Channels, picture.Height, picture.Width));
        Assert.All(picture.Pixels, pixel => Assert.InRange(pixel, 99, 101));
    }

    [Fact]
    public void A_colour_file_has_red_green_and_blue_planes()
    {
        var picture = ImageFile.Decode(Convert.FromHexString(ColourFile), "colour.jpg");
        Assert.Equal((3, 8, 8), (picture.Channels, picture.Height, picture.Width));
        Assert.All(picture.Pixels[..64], red => Assert.InRange(red, 197, 203));
        Assert.All(picture.Pixels[64..128], green => Assert.InRange(green, 47, 53));
        Assert.All(picture.Pixels[128..], blue => Assert.InRange(blue, 22, 28));
    }

    [Fact]
    public void A_file_cut_short_is_refused_by_name()
    {
        var file = Convert.FromHexString(ColourFile);
        foreach (var length in new[] { 2, 20, 200, file.Length - 30 })
        {
            var message = Assert.Throws<DecantException>(() => ImageFile.Decode(file.AsSpan(0, length), "pets/cut.jpg")).Message;
            Assert.Contains($"JPEG 'pets/cut.jpg': its {length} bytes cannot be decoded (", message);
        }
    }

    [Fact]
    public void A_damaged_file_does_not_spoil_the_next_one()
    {
        var file = Convert.FromHexString(GreyFile);
        for (var length = 2; length < file.Length - 2; length += 13)
        {
            Assert.Throws<DecantException>(() => ImageFile.Decode(file.AsSpan(0, length), "cut.jpg"));
            Assert.Equal(64, ImageFile.Decode(file, "whole.jpg").Pixels.Length);
        }
    }

    [Fact]
    public void A_size_beyond_the_limit_is_refused_before_memory_is_set_aside()
    {
        var file = Convert.FromHexString(GreyFile);
        var frame = file.AsSpan().IndexOf((ReadOnlySpan<byte>)[0xff, 0xc0]);
        (file[frame + 5], file[frame + 6], file[frame + 7], file[frame + 8]) = (0xff, 0xdc, 0xff, 0xdc); // the largest sides that JPEG allows
        Assert.Contains("received 65500x65500", Assert.Throws<DecantException>(() => ImageFile.Decode(file, "huge.jpg")).Message);
    }
}
