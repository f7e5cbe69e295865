using System.Text;
using Spectre.Console;

namespace Digits.Views;

/// <summary>Adapts the output to where it goes.</summary>
internal static class ConsoleSetup
{
    private const int FileWidth = 120;

    /// <summary>A console with colours and moving parts on a terminal, and with plain lines for a file or a pipe.</summary>
    public static IAnsiConsole Create()
    {
        Console.OutputEncoding = Encoding.UTF8;
        if (!Console.IsOutputRedirected)
            return AnsiConsole.Console;

        IAnsiConsole plain = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = AnsiSupport.No,
            ColorSystem = ColorSystemSupport.NoColors,
            Interactive = InteractionSupport.No,
        });
        plain.Profile.Width = FileWidth;
        return plain;
    }
}
