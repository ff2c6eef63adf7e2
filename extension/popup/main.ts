/** The popup page: placeholder of the build until its screens are put in. */
document.body.textContent = 'Instep';
