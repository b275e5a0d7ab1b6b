using MudBlazor;

namespace Monitor.Web.Layout;

/// <summary>The tokens of <c>app.css</c> for MudBlazor's own components, so that dialogs and menus match the page.</summary>
public static class BoardTheme
{
    private static readonly string[] Fonts = ["Inter Variable", "Inter", "system-ui", "Segoe UI", "Roboto", "sans-serif"];

    public static MudTheme Instance { get; } = new()
    {
        PaletteLight = new PaletteLight
        {
            Primary = "#2f4fcb",
            PrimaryContrastText = "#ffffff",
            Background = "#f5f6f8",
            Surface = "#ffffff",
            TextPrimary = "#14181f",
            TextSecondary = "#4b5563",
            ActionDefault = "#4b5563",
            Divider = "#e2e6ec",
            LinesDefault = "#e2e6ec",
            LinesInputs = "#8a94a3",
            TableLines = "#e2e6ec",
            Success = "#0a6640",
            Warning = "#855000",
            Error = "#b42318",
            Info = "#2f4fcb",
            OverlayDark = "rgba(13,17,23,.5)",
        },
        PaletteDark = new PaletteDark
        {
            Primary = "#9db2ff",
            PrimaryContrastText = "#0d1117",
            Background = "#0d1117",
            Surface = "#151b23",
            TextPrimary = "#e8ecf1",
            TextSecondary = "#a7b0bd",
            ActionDefault = "#a7b0bd",
            Divider = "#252d38",
            LinesDefault = "#252d38",
            LinesInputs = "#6f7a89",
            TableLines = "#252d38",
            Success = "#5fd6a0",
            SuccessContrastText = "#0d1117",
            Warning = "#f5bd55",
            WarningContrastText = "#0d1117",
            Error = "#ff8f86",
            ErrorContrastText = "#0d1117",
            Info = "#9db2ff",
            InfoContrastText = "#0d1117",
            OverlayDark = "rgba(0,0,0,.6)",
        },
        LayoutProperties = new LayoutProperties { DefaultBorderRadius = "9px" },
        Typography = new Typography
        {
            Default = new DefaultTypography { FontFamily = Fonts, FontSize = "14px", LineHeight = "1.5", LetterSpacing = "0" },
            Body1 = new Body1Typography { FontFamily = Fonts, FontSize = "14px", LetterSpacing = "0" },
            Body2 = new Body2Typography { FontFamily = Fonts, FontSize = "13px", LetterSpacing = "0" },
            Button = new ButtonTypography { FontFamily = Fonts, FontSize = "13.5px", FontWeight = "580", LetterSpacing = "0", TextTransform = "none" },
            H6 = new H6Typography { FontFamily = Fonts, FontSize = "16px", FontWeight = "650", LetterSpacing = "0" },
            Subtitle1 = new Subtitle1Typography { FontFamily = Fonts, FontSize = "14px", LetterSpacing = "0" },
        },
    };
}
