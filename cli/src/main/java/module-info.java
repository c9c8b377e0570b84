/// The `glissade` command.
module dev.glissade.cli {
    requires com.google.gson;
    requires dev.glissade.formats;
    requires info.picocli;
    requires me.tongfei.progressbar;
    requires static org.jspecify;

    opens dev.glissade.cli to
            info.picocli;
}
