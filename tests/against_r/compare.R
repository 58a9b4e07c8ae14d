# Reads lines of `kind <tab> input` and prints for each the values that R gives, separated by spaces.
# An input is a matrix: rows by "|", numbers by spaces, NA where there is none.
suppressPackageStartupMessages({ library(psych); library(exactRankTests) })
matrix_of <- function(text) {
  rows <- strsplit(strsplit(text, "|", fixed = TRUE)[[1]], " ", fixed = TRUE)
  suppressWarnings(do.call(rbind, lapply(rows, as.numeric)))
}
values <- list(
  kappa = function(m) cohen.kappa(m)$kappa,
  alpha = function(m) {
    found <- suppressWarnings(alpha(as.data.frame(m), check.keys = FALSE, warnings = FALSE))
    ends <- alpha.ci(found$total$raw_alpha, n.obs = nrow(m), n.var = ncol(m))
    c(found$total$raw_alpha, ends$lower.ci, ends$upper.ci)
  },
  icc = function(m) {
    found <- ICC(m, lmer = FALSE)$results["Single_raters_absolute", ]
    c(found$ICC, found$`lower bound`, found$`upper bound`)
  },
  wilcoxon = function(m) {
    changed <- m[1, m[1, ] != 0]
    if (length(changed) == 0) 1 else suppressWarnings(wilcox.exact(changed, exact = TRUE)$p.value)
  },
  fisher = function(m) fisher.test(m)$p.value,
  `mann-whitney` = function(m) {
    a <- m[1, !is.na(m[1, ])]; b <- m[2, !is.na(m[2, ])]
    suppressWarnings(wilcox.test(a, b, exact = FALSE, correct = TRUE)$p.value)
  },
  wilson = function(m) suppressWarnings(prop.test(m[1, 1], m[1, 2], conf.level = 0.95, correct = FALSE)$conf.int),
  holm = function(m) p.adjust(m[1, ], "holm")
)
cat(R.version.string, "| psych", as.character(packageVersion("psych")),
    "| exactRankTests", as.character(packageVersion("exactRankTests")), "\n")
for (line in readLines(file("stdin"))) {
  parts <- strsplit(line, "\t", fixed = TRUE)[[1]]
  found <- tryCatch(values[[parts[1]]](matrix_of(parts[2])), error = function(e) NA)
  cat(paste(format(found, digits = 15, trim = TRUE, scientific = TRUE), collapse = " "), "\n")
}
