/// The `glissade` command.
module dev.glissade.cli {
    requires dev.glissade.formats;
    requires info.picocli;
    requires static org.jspecify;
}
