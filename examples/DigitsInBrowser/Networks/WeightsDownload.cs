using System.Net;
using Digits;

namespace DigitsInBrowser.Networks;

/// <summary>Fetches the weights that lie beside the page.</summary>
public sealed class WeightsDownload(HttpClient client)
{
    /// <summary>The file's name, from the page's address.</summary>
    public const string FileName = "digits.safetensors";

    /// <summary>The network with the page's weights; null if there is no such file.</summary>
    /// <exception cref="HttpRequestException">The file can't be fetched.</exception>
    /// <exception cref="DeepVision.Generated.WeightsFileException">The file holds other weights.</exception>
    public async Task<DigitNet?> TryLoadAsync()
    {
        using HttpResponseMessage response = await client.GetAsync(FileName);
        // A server for pages with routes answers unknown names with the page itself.
        if (response.StatusCode == HttpStatusCode.NotFound || response.Content.Headers.ContentType?.MediaType == "text/html")
            return null;
        response.EnsureSuccessStatusCode();
        return Read(await response.Content.ReadAsByteArrayAsync());
    }

    /// <summary>The network with the weights of a file that is in memory.</summary>
    /// <param name="file">A safetensors file that the Digits example saved.</param>
    /// <exception cref="DeepVision.Generated.WeightsFileException">The file holds other weights.</exception>
    public static DigitNet Read(byte[] file)
    {
        // The browser gives a program a file system of its own, in memory.
        string path = Path.Combine(Path.GetTempPath(), FileName);
        File.WriteAllBytes(path, file);
        try
        {
            return DigitNet.Load(path);
        }
        finally
        {
            File.Delete(path);
        }
    }
}
